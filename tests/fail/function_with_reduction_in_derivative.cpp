// EXPECT: the derivative of a function is made of functions that work entry by entry
#include <ctgrad/ctgrad.hpp>

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto f =
    ctgrad::define_function<"odd">([](auto u) { return u; }, [](auto u) { return sum(u); });
constexpr auto g = diff(f(x), x);
