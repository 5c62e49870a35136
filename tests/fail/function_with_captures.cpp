// EXPECT: define_function<scaled>: value and derivatives are lambdas without captures
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad::literals;

int main() {
    const double factor = 2;
    const auto f = ctgrad::define_function<"scaled">([&](auto u) { return factor * u; },
                                                     [](auto) { return 2_c; });
    static_cast<void>(f(ctgrad::scalar<"x">)(ctgrad::scalar<"x"> = 1.0));
}
