#include <ctgrad/expr/variable.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto x = scalar<"x">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 2, 3>;

}  // namespace

BOOST_AUTO_TEST_CASE(names) {
    using detail::valid_name;
    static_assert(valid_name("x") && valid_name("_x1") && valid_name("Weight_2"));
    static_assert(!valid_name("") && !valid_name("1x") && !valid_name("a b") && !valid_name("x'"));
    static_assert(!valid_name("a123456789a123456789a123456789a123456789a123456789a1234567891"));
}

BOOST_AUTO_TEST_CASE(one_variable_for_each_name_and_shape) {
    static_assert(same(scalar<"x">, x));
    static_assert(!same(scalar<"y">, x));
    static_assert(!same(vector<"v", 4>, v));
    static_assert(!same(matrix<"v", 3, 1>, v));
    static_assert(!same(vector<"x", 1>, x));
}

BOOST_AUTO_TEST_CASE(concept_of_variables) {
    static_assert(variable<decltype(x)> && variable<decltype(A)>);
    static_assert(!variable<decltype(x + x)> && !variable<decltype(2_c)> && !variable<int>);
}
