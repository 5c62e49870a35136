// Rosenbrock's function of ten numbers and its gradient.

#include <utility>

#include <ctgrad/eval/points.hpp>
#include <ctgrad/expr/functions.hpp>

#include "functions.hpp"
#include "measure.hpp"

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

using bench::rosenbrock::by_hand;
using bench::rosenbrock::point;
using bench::rosenbrock::size;
using bench::rosenbrock::start;

template <int... I>
constexpr auto rosenbrock_of(const auto& coordinate, std::integer_sequence<int, I...>) {
    const auto part = [&](auto i) {
        constexpr int k = decltype(i)::value;
        const auto u = coordinate(std::integral_constant<int, k>{});
        const auto v = coordinate(std::integral_constant<int, k + 1>{});
        return 100_c * square(v - square(u)) + square(1_c - u);
    };
    return (part(std::integral_constant<int, I>{}) + ...);
}

constexpr auto parts = std::make_integer_sequence<int, size - 1>{};
constexpr char names[size][3] = {"x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9"};
template <int I> constexpr auto x = scalar<names[I]>;
constexpr auto v = vector<"v", size>;

struct of_scalars {
    template <std::size_t... I> static auto call(const point& u, std::index_sequence<I...>) {
        constexpr auto f = rosenbrock_of([](auto i) { return x<decltype(i)::value>; }, parts);
        constexpr auto gradient = value_and_gradient(f, x<static_cast<int>(I)>...);
        return gradient((x<static_cast<int>(I)> = u[I])...);
    }
    static auto run(const point& u) { return call(u, std::make_index_sequence<size>{}); }
};

struct of_vector {
    static auto run(const point& u) {
        constexpr auto f = rosenbrock_of([](auto i) { return element(v, i); }, parts);
        return value_and_gradient(f, v)(v = u);
    }
};

struct at_points {
    template <std::size_t... I>
    static void call(const auto& u, auto& results, std::index_sequence<I...>) {
        constexpr auto f = rosenbrock_of([](auto i) { return x<decltype(i)::value>; }, parts);
        constexpr auto gradient = value_and_gradient(f, x<static_cast<int>(I)>...);
        over_points(gradient)({results[0], results[I + 1]...},
                              (x<static_cast<int>(I)> = rows(u[I]))...);
    }
    static void run(const auto& u, auto& results) {
        call(u, results, std::make_index_sequence<size>{});
    }
};

}  // namespace

bool rosenbrock() {
    bench::table table("Rosenbrock, 10");
    table.row<by_hand, of_scalars>("ctgrad, scalars", 1.05, start());
    table.row<by_hand, of_vector>("ctgrad, a vector", 1.05, start());
    table.row_of_points<by_hand, at_points>("ctgrad, at 1001 points", 0.25, start());
    return table.holds();
}
