// EXPECT: study(...): a scan is studied where it is written out, by unroll<steps>(...)
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/study.hpp>

using namespace ctgrad;

constexpr auto w = scalar<"w">;
constexpr auto h = scalar<"h">;
constexpr auto run = scan<4>(carry(h, w, tanh(w* h)));
const auto report = study(value_and_gradient(run.last(h), w), w = 0.5);
