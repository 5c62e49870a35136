// EXPECT: lstm_cell: each peephole has the shape of the state
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto x = ctgrad::vector<"x", 3>;
constexpr auto h = ctgrad::vector<"h", 2>;
constexpr auto m = ctgrad::vector<"m", 2>;
constexpr auto W = matrix<"W", 8, 3>;
constexpr auto U = matrix<"U", 8, 2>;
constexpr auto b = ctgrad::vector<"b", 8>;
constexpr auto right = nn::lstm_cell(x, h, m, W, U, b, b, m, m, m);
constexpr auto wrong = nn::lstm_cell(x, h, m, W, U, b, b, m, x, m);
