// The log-likelihood of a point in the plane under a mixture of five normal distributions, and its
// gradient by the 30 numbers of these: weights (before the softmax), means, and the factor of each
// inverse covariance, [exp(p) 0; l exp(q)].

#include <algorithm>
#include <array>
#include <cmath>

#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/linear.hpp>

#include "measure.hpp"

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr int components = 5;
using five = std::array<double, components>;
/// The observed point and six numbers per component.
struct point {
    double x, y;
    five alpha, mean_x, mean_y, p, q, l;
};

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto alpha = vector<"alpha", components>;
constexpr auto mean_x = vector<"mean_x", components>;
constexpr auto mean_y = vector<"mean_y", components>;
constexpr auto p = vector<"p", components>;
constexpr auto q = vector<"q", components>;
constexpr auto l = vector<"l", components>;

constexpr auto log_likelihood() {
    constexpr auto dx = x - mean_x;
    constexpr auto dy = y - mean_y;
    constexpr auto u = hadamard(exp(p), dx);
    constexpr auto v = hadamard(l, dx) + hadamard(exp(q), dy);
    constexpr auto density = alpha + p + q - 0.5_c * (square(u) + square(v));
    return log_sum_exp(density) - log_sum_exp(alpha);
}

struct by_hand {
    /// Writes exp(u - max(u)), returns their sum and the maximum.
    static std::array<double, 2> shifted_exp(const five& u, five& e) {
        double most = u[0], total = 0;
        for (std::size_t k = 1; k < components; ++k) most = std::max(most, u[k]);
        for (std::size_t k = 0; k < components; ++k) total += e[k] = std::exp(u[k] - most);
        return {total, most};
    }

    static auto run(const point& m) {
        std::array<double, 1 + 6 * components> result;
        five ep, eq, u, v, density, weight, prior;
        for (std::size_t k = 0; k < components; ++k) {
            const double dx = m.x - m.mean_x[k], dy = m.y - m.mean_y[k];
            ep[k] = std::exp(m.p[k]), eq[k] = std::exp(m.q[k]);
            u[k] = ep[k] * dx, v[k] = m.l[k] * dx + eq[k] * dy;
            density[k] = m.alpha[k] + m.p[k] + m.q[k] - 0.5 * (u[k] * u[k] + v[k] * v[k]);
        }
        const auto [total, most] = shifted_exp(density, weight);
        const auto [prior_total, prior_most] = shifted_exp(m.alpha, prior);
        result[0] = most + std::log(total) - prior_most - std::log(prior_total);
        const double scale = 1 / total, prior_scale = 1 / prior_total;
        for (std::size_t k = 0; k < components; ++k) {
            const double w = weight[k] * scale, wu = w * u[k], wv = w * v[k];
            const double dx = m.x - m.mean_x[k], dy = m.y - m.mean_y[k];
            double* const slope = &result[1 + k];
            slope[0 * components] = w - prior[k] * prior_scale;
            slope[1 * components] = wu * ep[k] + wv * m.l[k];
            slope[2 * components] = wv * eq[k];
            slope[3 * components] = w - wu * u[k];
            slope[4 * components] = w - wv * eq[k] * dy;
            slope[5 * components] = -wv * dx;
        }
        return result;
    }
};

struct ours {
    static auto run(const point& m) {
        return value_and_gradient(log_likelihood(), alpha, mean_x, mean_y, p, q,
                                  l)(x = m.x, y = m.y, alpha = m.alpha, mean_x = m.mean_x,
                                     mean_y = m.mean_y, p = m.p, q = m.q, l = m.l);
    }
};

constexpr point start{0.4,
                      -0.7,
                      {0.1, -0.3, 0.5, 0.2, -0.1},
                      {0.0, 1.0, -1.0, 0.5, 0.3},
                      {-1.0, 0.2, 0.4, -0.6, 0.9},
                      {0.2, -0.1, 0.3, 0.4, -0.5},
                      {0.1, 0.6, -0.2, 0.3, -0.4},
                      {0.5, -0.4, 0.3, 0.7, 0.1}};

}  // namespace

bool mixture() {
    bench::table table("normal mixture, 30");
    table.row<by_hand, ours>("ctgrad", 1.05, start);
    return table.holds();
}
