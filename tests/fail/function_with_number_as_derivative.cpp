// EXPECT: twice: a derivative is a formula of its arguments, its numbers are written 2_c or 0.5_c
#include <ctgrad/ctgrad.hpp>

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto f =
    ctgrad::define_function<"twice">([](auto u) { return u + u; }, [](auto) { return 2.0; });
constexpr auto g = diff(f(x), x);
