#include <ctgrad/core/text.hpp>

#include <limits>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

template <class T> constexpr auto written(const T& value) {
    text_buffer<40> out;
    out << value;
    return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(numbers) {
    static_assert(written(0).view() == "0");
    static_assert(written(-120).view() == "-120");
    static_assert(written(std::numeric_limits<std::int64_t>::min()).view() ==
                  "-9223372036854775808");
    static_assert(written(std::numeric_limits<std::int64_t>::max()).view() ==
                  "9223372036854775807");
}

BOOST_AUTO_TEST_CASE(shapes) {
    static_assert(written(scalar_shape).view() == "scalar");
    static_assert(written(vector_shape(3)).view() == "vector 3");
    static_assert(written(matrix_shape(2, 10)).view() == "matrix 2 x 10");
}

BOOST_AUTO_TEST_CASE(overflow_is_remembered) {
    text_buffer<4> out;
    out << std::string_view("abcd");
    BOOST_TEST(!out.overflow);
    out << 'e';
    BOOST_TEST(out.overflow);
    BOOST_TEST(out.view() == "abcd");
}

constexpr auto shape_in_words() { return written(matrix_shape(2, 3)); }

BOOST_AUTO_TEST_CASE(label_of_its_size) {
    static_assert(label_of<&shape_in_words>.view() == "matrix 2 x 3");
    static_assert(sizeof(label_of<&shape_in_words>) == 13);
}
