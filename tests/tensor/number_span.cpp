#include <ctgrad/tensor/number_span.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

using ctgrad::number_span;

namespace {

double sum(number_span<const double> numbers) {
    double total = 0;
    for (const double number : numbers) total += number;
    return total;
}

}  // namespace

BOOST_AUTO_TEST_CASE(made_from_any_range) {
    std::vector<double> growing{1, 2, 3};
    const std::array<double, 2> counted{4, 5};
    double plain[]{6, 7};
    BOOST_TEST(sum(growing) == 6);
    BOOST_TEST(sum(counted) == 9);
    BOOST_TEST(sum(plain) == 13);
    BOOST_TEST(sum(std::span<double>(growing)) == 6);
    BOOST_TEST(sum(std::vector<double>{8}) == 8);
    BOOST_TEST(sum({}) == 0);
    BOOST_TEST(sum({plain, 1}) == 6);
    BOOST_TEST(sum(number_span<double>(growing)) == 6);
    // Nothing that is read is written to, and no number is seen as one of another type.
    static_assert(!std::is_convertible_v<const std::array<double, 2>&, number_span<double>>);
    static_assert(!std::is_convertible_v<number_span<const double>, number_span<double>>);
    static_assert(!std::is_convertible_v<std::vector<float>&, number_span<double>>);
    static_assert(!std::is_convertible_v<std::string&, number_span<double>>);
    static_assert(!std::is_convertible_v<double, number_span<double>>);
}

BOOST_AUTO_TEST_CASE(its_numbers) {
    std::vector<int> numbers{3, 1, 2};
    const number_span<int> all = numbers;
    BOOST_TEST((all.size() == 3 && !all.empty() && all.data() == numbers.data()));
    BOOST_TEST((all.front() == 3 && all[1] == 1 && all.back() == 2));
    BOOST_TEST((all.subspan(1, 2).front() == 1 && all.subspan(3, 0).empty()));
    std::ranges::sort(all);
    BOOST_TEST((numbers == std::vector{1, 2, 3}));
    all[0] = 9;
    BOOST_TEST(numbers[0] == 9);
}

BOOST_AUTO_TEST_CASE(a_standard_span_where_one_is_wanted) {
    std::vector<int> numbers{3, 1, 2};
    const std::span<int> changed = number_span<int>(numbers);
    const number_span<int> named = numbers;
    const std::span<int> also = named;
    const std::span<const int> read = number_span<int>(numbers), again = named;
    changed[0] = 4;
    BOOST_TEST((also[0] == 4 && read[0] == 4 && again.size() == 3));
}
