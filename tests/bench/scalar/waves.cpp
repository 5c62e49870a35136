// exp(x) sin(y) + exp(y z) sin(x) + exp(x z) sin(y z) and its gradient.

#include <ctgrad/eval/points.hpp>
#include <ctgrad/expr/functions.hpp>

#include "measure.hpp"

using namespace ctgrad;

namespace {

using point = std::array<double, 3>;

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto z = scalar<"z">;
constexpr auto f = exp(x) * sin(y) + exp(y * z) * sin(x) + exp(x * z) * sin(y * z);

struct by_hand {
    static auto run(const point& u) {
        std::array<double, 4> result;
        const double p = u[0], q = u[1], r = u[2], qr = q * r;
        const double ep = std::exp(p), sq = std::sin(q), cq = std::cos(q), eqr = std::exp(qr);
        const double sp = std::sin(p), cp = std::cos(p), epr = std::exp(p * r);
        const double sqr = std::sin(qr), cqr = std::cos(qr);
        const double first = ep * sq, second = eqr * sp, third = epr * sqr, fourth = epr * cqr;
        result[0] = first + second + third;
        result[1] = first + eqr * cp + third * r;
        result[2] = ep * cq + (second + fourth) * r;
        result[3] = (second + fourth) * q + third * p;
        return result;
    }
};

struct ours {
    static auto run(const point& u) {
        return value_and_gradient(f, x, y, z)(x = u[0], y = u[1], z = u[2]);
    }
};

struct at_points {
    static void run(const auto& u, auto& r) {
        over_points(value_and_gradient(f, x, y, z))({r[0], r[1], r[2], r[3]}, x = rows(u[0]),
                                                    y = rows(u[1]), z = rows(u[2]));
    }
};

constexpr point start{0.3, 0.4, 0.5};

}  // namespace

bool waves() {
    bench::table table("exp, sin of 3");
    table.row<by_hand, ours>("ctgrad", 1.05, start);
    table.row_of_points<by_hand, at_points>("ctgrad, at 1001 points", 0.25, start);
    return table.holds();
}
