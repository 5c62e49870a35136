// EXPECT: carry(h, initial, next): h is a vector 2, initial a vector 2, next a vector 3; a state keeps
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto h = ctgrad::vector<"h", 2>;
constexpr auto W = matrix<"W", 3, 2>;
constexpr auto f = scan<4>(carry(h, h, W* h)).last(h);
