#include <ctgrad/expr/origin.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto z = scalar<"z">;
constexpr auto v = vector<"v", 3>;

/// One derivative after the other.
template <class F, class X> constexpr auto nested(F f, X by) { return diff(f, by); }
template <class F, class X, class... More> constexpr auto nested(F f, X by, More... more) {
    return nested(diff(f, by), more...);
}

/// All orders of three variables, nested, are one type: that of diff(f, a, b, c).
template <class F, class A, class B, class C> constexpr bool one_type(F f, A a, B b, C c) {
    constexpr auto expected = diff(f, a, b, c);
    return same(nested(f, a, b, c), expected) && same(nested(f, a, c, b), expected) &&
           same(nested(f, b, a, c), expected) && same(nested(f, b, c, a), expected) &&
           same(nested(f, c, a, b), expected) && same(nested(f, c, b, a), expected) &&
           same(diff(diff(f, c), b, a), expected) && same(diff(diff(f, b, c), a), expected);
}

constexpr auto quotient = x * y * sin(z) / (1_c + square(x * y) + square(z));
constexpr auto power_of_sum = pow(x * z + sin(y), -2_c) + pow(x, y);
constexpr auto functions = tanh(exp(x * y) * atan2(y, z)) * cos(x);

}  // namespace

BOOST_AUTO_TEST_CASE(of_quotients_powers_and_functions) {
    static_assert(one_type(quotient, x, y, z));
    static_assert(one_type(power_of_sum, x, y, z));
    static_assert(one_type(functions, x, y, z));
    static_assert(one_type(x * exp(x + y) * sin(z), x, y, z), "its own derivative by y");
    static_assert(one_type(x * exp(x - y) / z, x, y, y), "that of minus itself");
    static_assert(one_type(tanh(x + z) * sin(y * z + x * y), x, y, z));
    static_assert(one_type(tanh(x + z) / (1_c + y * y), x, y, z), "by x and by z the same");
}

BOOST_AUTO_TEST_CASE(of_long_sums) {
    constexpr auto f = fold<12>(
        0_c * x, [](auto sum, auto i) { return sum + sin(x * i) * square(y + i) / (z + i + 1_c); });
    static_assert(detail::entry_of<f.id>.content.size > 3 * largest_ordered);
    static_assert(same(nested(f, y, x), diff(f, x, y)) && same(nested(f, z, x), diff(f, x, z)));
}

BOOST_AUTO_TEST_CASE(with_vectors) {
    constexpr auto f = tanh(x * dot(v, v)) / (1_c + square(z * sum(v)));
    static_assert(one_type(f, v, x, z));
    constexpr auto g = x * exp(z * v) / (1_c + x * z);
    static_assert(same(nested(g, z, x), diff(g, x, z)));
    constexpr auto A = matrix<"A", 2, 3>;
    constexpr auto loss = squared_norm(tanh(A * v) - x);
    static_assert(same(nested(loss, A, x), nested(loss, x, A)));
}

BOOST_AUTO_TEST_CASE(of_fifth_order) {
    constexpr auto f = sin(x * y) / (x + y);
    static_assert(same(nested(f, y, x, y, x, x), diff(f, x, x, x, y, y)));
    static_assert(same(nested(f, x, y, x, y, x), diff(f, x, x, x, y, y)));
}

BOOST_AUTO_TEST_CASE(of_gradients) {
    constexpr auto g = gradient(quotient, x, y, z);
    static_assert(same(diff(g[z], x), diff(g[x], z)) && same(diff(g[y], x), diff(quotient, x, y)));
    static_assert(same(gradient(g[z], y, x)[x], diff(quotient, x, z)));
    static_assert(same(value_and_gradient(g[z], x, y).gradient[y], diff(quotient, y, z)));
    static_assert(same(hessian(quotient, x, y)[y][x], diff(diff(quotient, y), x)));
}

BOOST_AUTO_TEST_CASE(values_agree_with_differences) {
    const auto check = [](auto f) {
        const auto at = [](auto e, double u) { return e(x = u, y = 1.3, z = 0.4); };
        const double h = 1e-5, u = 0.7;
        const double slope = (at(diff(f, z), u + h) - at(diff(f, z), u - h)) / (2 * h);
        BOOST_TEST(at(diff(diff(f, z), x), u) == slope, boost::test_tools::tolerance(1e-7));
    };
    check(quotient);
    check(functions);
}

// The derivatives of one function that are another's, too.
BOOST_AUTO_TEST_CASE(of_functions_that_differ_by_a_term) {
    constexpr auto f = sin(x * y) * y, g = f;
    constexpr auto more = f + exp(x) * x;
    static_assert(same(diff(f, y), diff(more, y)));
    static_assert(same(nested(f, y, x), nested(g, x, y)));
    static_assert(same(nested(more, y, x), nested(more, x, y)));
}

BOOST_AUTO_TEST_CASE(no_expression_comes_from_itself) {
    static_assert(same(diff(exp(x), x), exp(x)) && same(diff(diff(exp(x), x), x), exp(x)));
    static_assert(same(nested(sin(x), x, x, x, x), sin(x)));
    static_assert(same(nested(sin(x), x, x, x, x, x), cos(x)));
    static_assert(same(nested(cos(x), x, x, x, x), cos(x)));
    static_assert(same(diff(sin(x), y), 0_c));
}

// A formula is one type, whether diff or a hand wrote it; first it is unknown where it comes from.
BOOST_AUTO_TEST_CASE(written_by_hand) {
    constexpr auto by_hand = 3_c * square(x) * cos(y);
    constexpr auto before = diff(by_hand, x);
    static_assert(same(diff(pow(x, 3_c) * cos(y), x), by_hand));
    static_assert(same(diff(by_hand, x), before), "asked once, the answer stays");
    static_assert(same(diff(by_hand, y), nested(pow(x, 3_c) * cos(y), y, x)));
}
