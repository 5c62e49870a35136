#include <ctgrad/plan/instruction.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

static_assert(operations::subtract::value(5, 3) == 2, "machine forms compute what they say");
static_assert(operations::divide::value(6.0, 4.0) == 1.5, "a quotient");
static_assert(operations::negate::value(2.0) == -2.0, "a sign");
static_assert(operations::copy::value(7) == 7, "a copy");

BOOST_AUTO_TEST_CASE(a_dot_product_sums_products) {
    const double a[] = {1, 2, 3}, b[] = {4, 5, 6};
    double result = 0;
    constexpr layout L{scalar_shape, vector_shape(3), vector_shape(3)};
    operations::dot::evaluate<L>(&result, a, b);
    BOOST_TEST(result == 32);
    static_assert(operations::dot::flops(scalar_shape, vector_shape(3), vector_shape(3)) ==
                  operation_counts{.additions = 2, .multiplications = 3});
}
