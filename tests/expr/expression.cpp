#include <ctgrad/expr/expression.hpp>

#include <ratio>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 2, 3>;

}  // namespace

BOOST_AUTO_TEST_CASE(the_type_names_the_content) {
    static_assert(same(x * y + 1_c, 1_c + y * x));
    static_assert(std::is_empty_v<decltype(x * y)>);
    static_assert(std::is_same_v<decltype(x), const expr<x.id, core::label<2>{"x"}>>);
    static_assert(std::is_same_v<detail::expression_of<(x * y).id>, decltype(x * y)>);
}

BOOST_AUTO_TEST_CASE(an_expression_is_not_assigned) {
    using type = std::remove_const_t<decltype(x)>;
    static_assert(!std::is_copy_assignable_v<type>);
    static_assert(std::is_default_constructible_v<type> && std::is_copy_constructible_v<type>);
}

BOOST_AUTO_TEST_CASE(shapes) {
    static_assert(x.extent() == scalar_shape);
    static_assert((A * v).extent() == vector_shape(2));
    static_assert(outer(v, v).extent() == matrix_shape(3, 3));
}

BOOST_AUTO_TEST_CASE(concepts) {
    static_assert(expression<decltype(x)> && expression<const decltype(x)&>);
    static_assert(!expression<int> && !expression<std::integral_constant<int, 2>>);
    static_assert(operand<std::integral_constant<int, 2>> && operand<decltype(x)>);
    static_assert(operand<boost::hana::size_t<2>>);
    static_assert(!operand<int> && !operand<std::ratio<1, 2>>);
}
