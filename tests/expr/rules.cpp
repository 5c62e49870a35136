#include <array>

#include <ctgrad/expr/rules.hpp>

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

BOOST_AUTO_TEST_CASE(composed_rules) {
    using namespace detail;
    static_assert(same(build<dot_rule>(v, v), build<squared_norm_rule>(v)));
    static_assert(same(build<mean_rule>(v), sum(v) / 3_c));
    static_assert(same(build<to_power<1, 2>>(x), sqrt(x)));
    static_assert(same(build<slice_rule<1, vector_shape(2)>>(v), slice<1, 2>(v)));
}

BOOST_AUTO_TEST_CASE(indices) {
    static_assert(detail::integer_value<std::integral_constant<int, 4>>() == 4);
    static_assert(detail::integer_value<decltype(2_c)>() == 2);
}

BOOST_AUTO_TEST_CASE(messages_name_the_call) {
    constexpr auto text = detail::misuse<"dot", "both must have one shape", A.id, v.id>();
    static_assert(text.view() ==
                  "dot(A, v): both must have one shape, not matrix 2 x 3 and vector 3");
}

BOOST_AUTO_TEST_CASE(products_of_many_entries) {
    constexpr auto w = vector<"w", 40>;
    std::array<double, 40> values;
    values.fill(2.0);
    BOOST_TEST(prod(w)(w = values) == 1099511627776.0);
    BOOST_TEST(diff(prod(w), w)(w = values)[39] == 549755813888.0);
}
