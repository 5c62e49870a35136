// exp(x) sin(y) + exp(y z) sin(x) + exp(x z) sin(y z) and its gradient.

#include <ctgrad/eval/points.hpp>
#include <ctgrad/expr/functions.hpp>

#include "functions.hpp"
#include "measure.hpp"

using namespace ctgrad;

namespace {

using bench::waves::by_hand;
using bench::waves::point;
using bench::waves::start;

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto z = scalar<"z">;
constexpr auto f = exp(x) * sin(y) + exp(y * z) * sin(x) + exp(x * z) * sin(y * z);

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

}  // namespace

bool waves() {
    bench::table table("exp, sin of 3");
    table.row<by_hand, ours>("ctgrad", 0.5, start);
    table.row_of_points<by_hand, at_points>("ctgrad, at 1001 points", 0.25, start);
    return table.holds();
}
