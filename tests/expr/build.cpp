#include <ctgrad/expr/build.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto A = matrix<"A", 2, 3>;

}  // namespace

BOOST_AUTO_TEST_CASE(a_rule_makes_a_type) {
    using namespace detail;
    static_assert(
        std::is_same_v<decltype(build<rule<operations::hypot>>(x, y)), decltype(hypot(x, y))>);
    static_assert(same(build<rule_with<operations::one_hot, 3>>(x), one_hot<3>(x)));
    static_assert(extent_of<decltype(A)> == matrix_shape(2, 3));
    static_assert(id_of<decltype(x)> == x.id);
}

BOOST_AUTO_TEST_CASE(only_new_nodes_are_kept) {
    using detail::made_of, operations::exp;
    static_assert(made_of<detail::rule<exp>, decltype(x)>.count == 1);
    static_assert(made_of<detail::rule<exp>, decltype(log(x))>.count == 0);
    static_assert(made_of<detail::rule<exp>, decltype(log(x))>.root == x.id);
}

BOOST_AUTO_TEST_CASE(many_new_nodes_at_once) {
    constexpr auto f = x + y + sin(x) + sin(y) + cos(x) + cos(y) + exp(x) + exp(y) + log(x);
    static_assert(same(-(-f), f));
    static_assert(same(f - f, 0_c));
    const double sum = f(x = 0.5, y = 0.25);
    BOOST_TEST((-f)(x = 0.5, y = 0.25) == -sum);
}

namespace {

template <identity Id, auto Text> constexpr std::string_view label_of_type(expr<Id, Text>) {
    return Text.view();
}
template <identity Id, auto Text> constexpr bool is_label_of_content(expr<Id, Text>) {
    return Text.view() == detail::name_text<Id>.view();
}

}  // namespace

// Sums that are known to be longer than a label are not written in full first.
BOOST_AUTO_TEST_CASE(a_sum_has_the_label_of_its_content) {
    constexpr auto a = scalar<"a_123456789__">;
    constexpr auto b = scalar<"b_123456789__">;
    constexpr auto c = scalar<"c_123456789_">;
    constexpr auto d = scalar<"d_123456789__">;
    constexpr auto minus = -a - b;
    constexpr auto sixty = minus + (c + d);
    static_assert(label_of_type(sixty) ==
                  "c_123456789_ - a_123456789__ - b_123456789__ + d_123456789__");
    static_assert(label_of_type(sixty).size() == detail::label_length);
    static_assert(is_label_of_content(sixty));
    constexpr auto longer = minus + (scalar<"c_123456789__"> + d);
    static_assert(label_of_type(longer).size() < 60);
    static_assert(is_label_of_content(longer));
    static_assert(is_label_of_content(a + b + (c + d)));
    static_assert(is_label_of_content(minus + (-c - d)));
    constexpr auto collected = (a + b) * c + (a + b) * c;  // shorter than both
    static_assert(label_of_type(collected) == "2 * c_123456789_ * (a_123456789__ + b_123456789__)");
    static_assert(is_label_of_content(collected));
}
