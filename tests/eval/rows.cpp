#include <ctgrad/eval/rows.hpp>

#include <array>
#include <span>
#include <vector>

#include <boost/test/unit_test.hpp>

using ctgrad::row_span;
using ctgrad::rows;

BOOST_AUTO_TEST_CASE(rows_without_gaps) {
    const std::vector<float> numbers(12);
    BOOST_TEST(rows(numbers).count(4) == 3);
    BOOST_TEST(rows(numbers).count(12) == 1);
    BOOST_TEST(rows(numbers).count(1) == 12);
    BOOST_TEST(rows(numbers).count(5) == -1);
    BOOST_TEST(rows(numbers).row_stride(4) == 4u);
    BOOST_TEST(rows(numbers).data == numbers.data());
}

BOOST_AUTO_TEST_CASE(rows_with_gaps) {
    // Three rows of 4, their starts 6 apart: 16 numbers up to the end of the last, 18 with its gap.
    BOOST_TEST(rows(std::vector<int>(16), 6).count(4) == 3);
    BOOST_TEST(rows(std::vector<int>(18), 6).count(4) == 3);
    BOOST_TEST(rows(std::vector<int>(17), 6).count(4) == -1);
    BOOST_TEST(rows(std::vector<int>(4), 6).count(4) == 1);
    BOOST_TEST(rows(std::vector<int>(3), 6).count(4) == -1);
    BOOST_TEST(rows(std::vector<int>(18), 6).row_stride(4) == 6u);
}

BOOST_AUTO_TEST_CASE(stride_below_the_width) {
    BOOST_TEST(rows(std::vector<int>(9), 3).count(4) == -1);
}

BOOST_AUTO_TEST_CASE(no_rows) {
    BOOST_TEST(rows(std::vector<double>{}).count(4) == 0);
    BOOST_TEST(rows(std::vector<double>{}, 7).count(4) == 0);
}

BOOST_AUTO_TEST_CASE(from_any_contiguous_range) {
    const std::array<double, 4> array{};
    const unsigned char plain[6] = {};
    BOOST_TEST(rows(array).count(2) == 2);
    BOOST_TEST(rows(plain).count(1) == 6);
    BOOST_TEST(rows(std::span(plain).first(3)).count(3) == 1);
    static_assert(std::is_same_v<decltype(rows(plain)), row_span<unsigned char>>);
}
