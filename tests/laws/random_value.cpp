// Random expressions have the value of the formula computed as written, and so have random
// gradients: their program computes what differences say.

#include <boost/test/unit_test.hpp>

#include "plain.hpp"
#include "random_formula.hpp"
#include "support.hpp"

namespace {

using namespace ctgrad;

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

/// Formula: the same for numbers and for expressions.
template <class Formula> void check(Formula) {
    constexpr auto f = Formula{}(x, y);
    const auto differentiated = gradient(f, x, y);
    for (const auto& [u, v] : {std::pair{0.3L, 0.8L}, std::pair{-1.1L, 0.45L}}) {
        const auto direct = [](long double p, long double q) {
            return Formula{}(laws::plain(p), laws::plain(q)).value;
        };
        laws::check_close(text(f), u, f(x = u, y = v), direct(u, v), 1e-15L);
        const auto found = differentiated(x = u, y = v);
        const auto by_x = laws::slope([&](long double h) { return direct(u + h, v); });
        const auto by_y = laws::slope([&](long double h) { return direct(u, v + h); });
        laws::check_close(text(f), u, found[x], by_x, 1e-9L);
        laws::check_close(text(f), v, found[y], by_y, 1e-9L);
    }
}

template <identity Seed> struct drawn {
    constexpr auto operator()(auto a, auto b) const { return laws::formula<Seed, 3>(a, b); }
};
template <identity Seed> struct drawn_redundant {
    constexpr auto operator()(auto a, auto b) const { return laws::redundant<Seed, 2>(a, b); }
};

template <template <identity> class Formula, identity... Seeds>
void check_all(std::integer_sequence<identity, Seeds...>) {
    (check(Formula<mix(Seeds, 2024)>{}), ...);
}

}  // namespace

BOOST_AUTO_TEST_CASE(fourteen) { check_all<drawn>(std::make_integer_sequence<identity, 14>{}); }

BOOST_AUTO_TEST_CASE(what_laws_simplify) {
    check_all<drawn_redundant>(std::make_integer_sequence<identity, 16>{});
}
