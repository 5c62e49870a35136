#include <ctgrad/calculus/describe.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/calculus/operations.hpp>

using namespace ctgrad;

namespace {

bool has_derivative(const operation& op) { return op.derivative != nullptr; }
bool has_pull_back(const operation& op) { return op.pull_back != nullptr; }

}  // namespace

BOOST_AUTO_TEST_CASE(elementwise_operations) {
    constexpr const operation& tanh = descriptor<operations::tanh>;
    static_assert(tanh.kind == role::elementwise);
    BOOST_TEST(has_derivative(tanh));
    BOOST_TEST(!has_pull_back(tanh));
    static_assert(tanh.infix.empty() && !tanh.linear);
    static_assert(descriptor<operations::less>.infix == " < ");
    static_assert(descriptor<operations::sum>.light && !tanh.light);
    BOOST_TEST(!has_derivative(descriptor<operations::pi>));
}

BOOST_AUTO_TEST_CASE(structural_operations) {
    constexpr const operation& product = descriptor<operations::matrix_product>;
    static_assert(product.kind == role::structural && product.linear);
    BOOST_TEST(has_pull_back(product));
    BOOST_TEST(!has_derivative(product));
    static_assert(!descriptor<operations::softmax>.linear);
}

BOOST_AUTO_TEST_CASE(counted_operations) {
    constexpr layout five{vector_shape(5)};
    constexpr layout product{vector_shape(2), matrix_shape(2, 3), vector_shape(3)};
    static_assert(descriptor<operations::exp>.counts(five) == operation_counts{.functions = 5});
    static_assert(descriptor<operations::sum>.counts(five) == operation_counts{.additions = 5});
    static_assert(descriptor<operations::exactly>.counts(five) == operation_counts{});
    static_assert(descriptor<operations::matrix_product>.counts(product) ==
                  operation_counts{.additions = 4, .multiplications = 6});
    static_assert(
        descriptor<operations::power>.counts({scalar_shape, scalar_shape, scalar_shape, -3, 2}) ==
        operation_counts{.multiplications = 1, .divisions = 1, .functions = 1});
}

BOOST_AUTO_TEST_CASE(found_again_by_key) {
    using found = detail::operation_with<descriptor<operations::atan2>.key>;
    static_assert(std::is_same_v<found, operations::atan2>);
}

BOOST_AUTO_TEST_CASE(signs_move_out) {
    graph g;
    const node x{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "x")};
    const node sine = apply<operations::sin>(x), cosine = apply<operations::cos>(2 * x);
    BOOST_TEST(apply<operations::sin>(-x).index == (-sine).index);
    BOOST_TEST(apply<operations::cos>(-2 * x).index == cosine.index);
    BOOST_TEST(detail::leading_minus(g, (-sine).index));
    BOOST_TEST(!detail::leading_minus(g, (1 - sine).index));
}
