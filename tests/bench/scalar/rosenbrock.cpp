// Rosenbrock's function of ten numbers, and of a hundred, and its gradient.

#include <array>
#include <utility>

#include <ctgrad/eval/points.hpp>
#include <ctgrad/expr/functions.hpp>

#include "functions.hpp"
#include "measure.hpp"

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

using bench::rosenbrock::by_hand;
using bench::rosenbrock::by_hand_of;
using bench::rosenbrock::point;
using bench::rosenbrock::size;
using bench::rosenbrock::start;
using bench::rosenbrock::start_of;

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
template <int I> constexpr auto name() {
    constexpr char digits[] = {'x', '0' + I / 10, '0' + I % 10, '\0'};
    return core::label(digits);
}
template <int I> constexpr auto x = scalar<name<I>()>;
constexpr auto v = vector<"v", size>;

template <std::size_t Size> struct of_scalars {
    template <std::size_t... I> static auto call(const auto& u, std::index_sequence<I...>) {
        constexpr auto f = rosenbrock_of([](auto i) { return x<decltype(i)::value>; },
                                         std::make_integer_sequence<int, Size - 1>{});
        constexpr auto gradient = value_and_gradient(f, x<static_cast<int>(I)>...);
        return gradient((x<static_cast<int>(I)> = u[I])...);
    }
    static auto run(const std::array<double, Size>& u) {
        return call(u, std::make_index_sequence<Size>{});
    }
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
    table.row<by_hand, of_scalars<size>>("ctgrad, scalars", 1.05, start());
    table.row<by_hand, of_vector>("ctgrad, a vector", 1.05, start());
    table.row_of_points<by_hand, at_points>("ctgrad, at 1001 points", 0.25, start());
    bench::table hundred("Rosenbrock, 100");
    hundred.row<by_hand_of<100>, of_scalars<100>>("ctgrad, scalars", 1.05, start_of<100>());
    return table.holds() && hundred.holds();
}
