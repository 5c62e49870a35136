// EXPECT: polygamma(-1, x): the order is one of 0, 1, ..., 40, not scalar and scalar
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad::literals;
constexpr auto f = polygamma(-1_c, ctgrad::scalar<"x">);
