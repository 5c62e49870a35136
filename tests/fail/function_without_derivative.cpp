// EXPECT: define_function<cube>: the derivative is missing: (value, derivative)
#include <ctgrad/ctgrad.hpp>

constexpr auto cube = ctgrad::define_function<"cube">([](auto u) { return u * u * u; });
constexpr auto f = diff(cube(ctgrad::scalar<"x">), ctgrad::scalar<"x">);
