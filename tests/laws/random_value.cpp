// Random expressions have the value of the formula computed as written, and so have random
// gradients: their program computes what differences say.

#include <boost/test/unit_test.hpp>

#include "plain.hpp"
#include "support.hpp"

namespace {

using namespace ctgrad;
using namespace ctgrad::literals;

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

/// A formula drawn by chance from `Seed`: the same for numbers and for expressions.
template <identity Seed, int Depth, class T, class U> constexpr auto formula(T a, U b) {
    constexpr auto choice = static_cast<int>(mix(Seed, 1) >> 40) % (Depth == 0 ? 5 : 13);
    if constexpr (Depth == 0) {
        if constexpr (choice < 2) return a;
        else if constexpr (choice < 4) return b;
        else return a * 0_c + 0.75_c;
    } else {
        const auto left = formula<mix(Seed, 2), Depth - 1>(a, b);
        const auto right = formula<mix(Seed, 3), Depth - 1>(a, b);
        if constexpr (choice < 2) return left + right;
        else if constexpr (choice < 4) return left - right;
        else if constexpr (choice < 6) return left * right;
        else if constexpr (choice == 6) return left / (2_c + square(right));
        else if constexpr (choice == 7) return sin(left) - 2_c * right;
        else if constexpr (choice == 8) return -left * sqrt(1_c + right * right);
        else if constexpr (choice == 9) return left * left * pow(3_c + square(right), -1.5_c);
        else if constexpr (choice == 10) return tanh(left - right) / 3_c;
        else if constexpr (choice == 11) return exp(-square(left)) + right;
        else return cos(left + right) * left;
    }
}

template <identity Seed> void check() {
    constexpr auto f = formula<Seed, 3>(x, y);
    const auto differentiated = gradient(f, x, y);
    for (const auto& [u, v] : {std::pair{0.3L, 0.8L}, std::pair{-1.1L, 0.45L}}) {
        const auto direct = [](long double p, long double q) {
            return formula<Seed, 3>(laws::plain(p), laws::plain(q)).value;
        };
        laws::check_close(text(f), u, f(x = u, y = v), direct(u, v), 1e-15L);
        const auto found = differentiated(x = u, y = v);
        const auto by_x = laws::slope([&](long double h) { return direct(u + h, v); });
        const auto by_y = laws::slope([&](long double h) { return direct(u, v + h); });
        laws::check_close(text(f), u, found[x], by_x, 1e-9L);
        laws::check_close(text(f), v, found[y], by_y, 1e-9L);
    }
}

template <identity... Seeds> void check_all(std::integer_sequence<identity, Seeds...>) {
    (check<mix(Seeds, 2024)>(), ...);
}

}  // namespace

BOOST_AUTO_TEST_CASE(fourteen) { check_all(std::make_integer_sequence<identity, 14>{}); }
