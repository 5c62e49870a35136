// The price of a European call by Black and Scholes and its five first-order derivatives: delta,
// vega, theta, rho and the one by the strike.

#include <array>
#include <cmath>
#include <numbers>

#include <ctgrad/eval/points.hpp>
#include <ctgrad/expr/functions.hpp>

#include "measure.hpp"

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

/// Spot, strike, rate, volatility, time to expiry.
using point = std::array<double, 5>;

constexpr auto spot = scalar<"spot">;
constexpr auto strike = scalar<"strike">;
constexpr auto rate = scalar<"rate">;
constexpr auto volatility = scalar<"volatility">;
constexpr auto expiry = scalar<"expiry">;

constexpr auto normal(auto d) { return 0.5_c * erfc(-d / sqrt(2_c)); }

constexpr auto price() {
    constexpr auto deviation = volatility * sqrt(expiry);
    constexpr auto d1 =
        (log(spot / strike) + (rate + 0.5_c * square(volatility)) * expiry) / deviation;
    return spot * normal(d1) - strike * exp(-rate * expiry) * normal(d1 - deviation);
}

/// The textbook's Greeks: spot * density(d1) is strike * discount * density(d2), which leaves one
/// density of two, and one term of each derivative.
struct by_hand {
    static auto run(const point& u) {
        const auto [s, k, r, v, t] = u;
        const double root = std::sqrt(t), deviation = v * root;
        const double d1 = (std::log(s / k) + (r + 0.5 * v * v) * t) / deviation;
        const double d2 = d1 - deviation;
        constexpr double half_root = 1 / std::numbers::sqrt2;
        const double n1 = 0.5 * std::erfc(-d1 * half_root), n2 = 0.5 * std::erfc(-d2 * half_root);
        const double owed = k * std::exp(-r * t) * n2;
        constexpr double peak = 0.5 * std::numbers::inv_sqrtpi * std::numbers::sqrt2;
        const double density = s * peak * std::exp(-0.5 * d1 * d1);
        return std::array{s * n1 - owed,  n1,
                          -owed / k,      t * owed,
                          density * root, density * v / (2 * root) + r * owed};
    }
};

struct ours {
    static auto run(const point& u) {
        return value_and_gradient(price(), spot, strike, rate, volatility, expiry)(
            spot = u[0], strike = u[1], rate = u[2], volatility = u[3], expiry = u[4]);
    }
};

struct at_points {
    static void run(const auto& u, auto& r) {
        over_points(value_and_gradient(price(), spot, strike, rate, volatility, expiry))(
            {r[0], r[1], r[2], r[3], r[4], r[5]}, spot = rows(u[0]), strike = rows(u[1]),
            rate = rows(u[2]), volatility = rows(u[3]), expiry = rows(u[4]));
    }
};

constexpr point start{100, 105, 0.03, 0.2, 0.75};

}  // namespace

bool black_scholes() {
    bench::table table("Black-Scholes");
    table.row<by_hand, ours>("ctgrad", 1.05, start);
    table.row_of_points<by_hand, at_points>("ctgrad, at 1001 points", 0, start);
    return table.holds();
}
