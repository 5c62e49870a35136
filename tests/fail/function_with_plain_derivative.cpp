// EXPECT: a number in an expression is exact and part of its type: write 2_c or 0.5_c
#include <ctgrad/ctgrad.hpp>

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto f = ctgrad::define_function<"cube">([](auto u) { return u * u * u; },
                                                   [](auto u) { return 3.0 * square(u); });
constexpr auto g = diff(f(x), x);
