// EXPECT: cube is a function of 1 argument, not of 2
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad::literals;

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto cube = ctgrad::define_function<"cube">([](auto u) { return u * u * u; },
                                                      [](auto u) { return 3_c * square(u); });
constexpr auto f = cube(x, x);
