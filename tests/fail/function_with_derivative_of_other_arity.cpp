// EXPECT: twice: a derivative is called with the arguments, or with these and the value
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad::literals;

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto f = ctgrad::define_function<"twice">([](auto u) { return u + u; },
                                                    [](auto, auto, auto) { return 2_c; });
constexpr auto g = diff(f(x), x);
