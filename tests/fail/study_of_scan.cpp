// EXPECT: study(...): with every step of its loops written out the expression has 2003 nodes; it may have 1000
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/study.hpp>

using namespace ctgrad;

constexpr auto w = scalar<"w">;
constexpr auto h = scalar<"h">;
constexpr auto run = scan<1000>(carry(h, w, tanh(w* h)));
const auto report = study(value_and_gradient(run.last(h), w), w = 0.5);
