#include <ctgrad/eval/value.hpp>

#include <type_traits>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(values_have_the_shape_of_their_expression) {
    static_assert(std::is_same_v<detail::value_t<float, scalar_shape>, float>, "a number");
    static_assert(std::is_same_v<detail::value_t<float, vector_shape(3)>, tensor<float, 3>>,
                  "a vector");
    static_assert(std::is_same_v<detail::value_t<float, matrix_shape(3, 1)>, tensor<float, 3, 1>>,
                  "a matrix");
    double number = 1;
    tensor<double, 2, 2> matrix{1, 2, 3, 4};
    BOOST_TEST(detail::outputs_of(number)[0] == &number);
    BOOST_TEST(detail::outputs_of(matrix)[0] == matrix.data());
    BOOST_TEST(detail::numbers(matrix) == matrix.data());
}
