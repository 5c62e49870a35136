// EXPECT: define_function<scaled>: value and derivatives are lambdas without captures
// EXPECT: define_function<two words>: the name of a function is a C++ identifier of at most 60 char
// EXPECT: cube is a function of 1 argument, not of 2
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad::literals;

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto slope = [](auto u) { return 3_c * square(u); };
constexpr auto cubed = [](auto u) { return u * u * u; };
constexpr auto f = ctgrad::define_function<"cube">(cubed, slope)(x, x);
constexpr auto g = ctgrad::define_function<"two words">(cubed, slope)(x);
constexpr auto h = ctgrad::define_function<"scaled">([k = 3](auto u) { return k * u; }, slope)(x);
