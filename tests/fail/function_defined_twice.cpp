// EXPECT: define_function<twice>: another function has this name
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad::literals;

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto f =
    ctgrad::define_function<"twice">([](auto u) { return u + u; }, [](auto) { return 2_c; });
constexpr auto fx = f(x);
constexpr auto g =
    ctgrad::define_function<"twice">([](auto u) { return u * u; }, [](auto u) { return u + u; });
constexpr auto gx = diff(g(x), x);
