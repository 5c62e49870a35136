#include <ctgrad/plan/operand_order.hpp>

#include <cmath>
#include <utility>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto a = scalar<"a">;
constexpr auto b = scalar<"b">;
constexpr auto c = scalar<"c">;
constexpr auto d = scalar<"d">;
constexpr auto late = exp(d);

template <int I> constexpr auto x = scalar<core::label<3>({'x', static_cast<char>('A' + I), 0})>;
template <int... I> constexpr auto sum_of_products(std::integer_sequence<int, I...>) {
    return ((x<I> * x<I + 1>)+...);
}
constexpr auto products = sum_of_products(std::make_integer_sequence<int, 12>{});

template <class F> constexpr const auto& steps_of(F) {
    return program<detail::value_pass<F::id>>.as_written;
}

/// How many steps stand between an operation's result and the value.
template <class Operation> constexpr int steps_behind(auto f) {
    constexpr const auto& p = steps_of(decltype(f){});
    int depth[p.arena > 0 ? p.arena : 1]{}, result = 0;
    for (int i = 0; i < p.size; ++i) {
        const number_step& s = p.steps[i];
        for (int k = 0; k < s.count; ++k)
            if (depth[s.operand[k]] >= depth[s.target] && depth[s.operand[k]] > 0)
                depth[s.target] = depth[s.operand[k]] + 1;
        if (s.key == descriptor<Operation>.key) depth[s.target] = 1;
        result = depth[s.target];
    }
    return result - 1;
}
constexpr int steps_behind_exp(auto f) { return steps_behind<operations::exp>(f); }

}  // namespace

static_assert(steps_behind_exp(late + a + b * c) == 1);
static_assert(steps_behind_exp(a - b * c - late - b) == 1);
static_assert(steps_behind_exp(a * late * b * c) == 1);
static_assert(steps_behind_exp(a * b + late * c * d + c) == 1, "the last factor, then the sum");
static_assert(steps_behind_exp(late * products) == 1);
static_assert(steps_of(square(a) + square(b) + square(c)).size == 3, "squares are products");
static_assert(steps_of(products).size < 12 + 4, "most products are part of an addition");
static_assert(steps_of(exactly(a * b) + c).size == 3, "rounded as written");
static_assert(steps_behind_exp(exactly(late + a) + b) == 3, "added in the order that is written");

BOOST_AUTO_TEST_CASE(values_stay) {
    const auto close = boost::test_tools::tolerance(1e-15);
    const double p = 0.3, q = -1.7, r = 2.4, s = 0.6, e = std::exp(s);
    const auto bound = [&](auto f) { return f(a = p, b = q, c = r, d = s); };
    BOOST_TEST(bound(late + a + b * c) == e + p + q * r, close);
    BOOST_TEST(bound(late - a - b * c) == e - p - q * r, close);
    BOOST_TEST(bound(a - b * c - late - b) == p - q * r - e - q, close);
    BOOST_TEST(bound(a * b - c * late - square(b)) == p * q - r * e - q * q, close);
    BOOST_TEST(bound(square(b) - late - a * c + sin(a) + c) == q * q - e - p * r + std::sin(p) + r,
               close);
    BOOST_TEST(bound(c * late - a * b) == r * e - p * q, close);
    BOOST_TEST(bound(a * late * b * c) == p * e * q * r, close);
    BOOST_TEST(bound(-a * b - late * c - square(c)) == -p * q - e * r - r * r, close);
    BOOST_TEST(bound(sin(c) - (a + b * c) * (late - a * b)) ==
                   std::sin(r) - (p + q * r) * (e - p * q),
               close);
}

BOOST_AUTO_TEST_CASE(long_sums) {
    const auto value = [&]<int... I>(std::integer_sequence<int, I...>) {
        return products(x<I> = I + 1.0 ...);
    };
    double expected = 0;
    for (int i = 0; i < 12; ++i) expected += (i + 1.0) * (i + 2.0);
    BOOST_TEST(value(std::make_integer_sequence<int, 13>{}) == expected);
}
