// Equal content is one type: in whatever order and grouping small sums and products are written.

#include <utility>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

namespace {

using namespace ctgrad;
using namespace ctgrad::literals;

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto w = vector<"w", 3>;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

/// The operands joined in all orders and in both groupings give one type.
template <class Join, class A, class B, class C, class D>
constexpr bool one_type(Join join, A a, B b, C c, D d) {
    const auto expected = join(join(join(a, b), c), d);
    const auto agree = [&](auto p, auto q, auto r, auto s) {
        return same(join(join(join(p, q), r), s), expected) &&
               same(join(join(p, q), join(r, s)), expected) &&
               same(join(p, join(q, join(r, s))), expected);
    };
    return agree(a, b, d, c) && agree(a, c, b, d) && agree(b, a, c, d) && agree(d, c, b, a) &&
           agree(c, d, a, b) && agree(b, d, a, c) && agree(c, a, d, b) && agree(d, a, b, c);
}

constexpr auto plus = [](auto a, auto b) { return a + b; };
constexpr auto times = [](auto a, auto b) { return a * b; };
constexpr auto by_entries = [](auto a, auto b) { return hadamard(a, b); };

}  // namespace

BOOST_AUTO_TEST_CASE(sums) {
    static_assert(one_type(plus, x, y, 3_c, sin(x)));
    static_assert(one_type(plus, x * y, -x, 0.5_c * y, exp(x - y)));
    static_assert(one_type(plus, x, v, 2_c * w, y));
}

BOOST_AUTO_TEST_CASE(products) {
    static_assert(one_type(times, x, y, 3_c, sin(x)));
    static_assert(one_type(times, 1_c / x, sqrt(y), -2_c, x + y));
    static_assert(one_type(times, x, square(x), y / x, 0.5_c));
    static_assert(one_type(by_entries, v, x, w, sin(v)));
}

BOOST_AUTO_TEST_CASE(differences_cancel) {
    constexpr auto f = x + y + sin(x) + cos(y) + exp(x * y);
    static_assert(same(f - f, 0_c) && same(-(-f), f) && same(f + -f, 0_c));
    static_assert(same((f - x) - y, f - (x + y)));
    static_assert(same(f / f, 1_c) && same(f * f, square(f)));
    constexpr auto g = f + log(x) + tanh(y) + x * x * y + sqrt(y);
    static_assert(same(g - g, 0_c) && same(-(-g), g));
    static_assert(same((v + x * w) - (v + x * w), 0_c * v));
}

BOOST_AUTO_TEST_CASE(inverses) {
    static_assert(same(exp(log(x + y)), x + y) && same(log(exp(v)), v));
    static_assert(same(-(-x), x) && same(x - x, 0_c) && same(1_c / (1_c / x), x));
    static_assert(same(transpose(transpose(matrix<"A", 2, 3>)), matrix<"A", 2, 3>));
    static_assert(same(square(sqrt(x)), x) && same(sqrt(x) * sqrt(x), x));
}

BOOST_AUTO_TEST_CASE(mixed_partials) {
    constexpr auto check = [](auto f) { return same(diff(f, x, y), diff(f, y, x)); };
    static_assert(check(x * x * y));
    static_assert(check(sin(x) * cos(y)));
    static_assert(check(exp(x * y)));
    static_assert(check(x / y));
    static_assert(check(square(x + 2_c * y)));
}
