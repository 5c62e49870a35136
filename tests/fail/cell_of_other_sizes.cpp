// EXPECT: gru_cell: for an input of 3 and a state of 2 the weights are a matrix 6 x 3 and a matrix 6
// EXPECT: lstm_cell: each peephole has the shape of the state
#include <ctgrad/nn/recurrent.hpp>

using namespace ctgrad;
constexpr auto x = ctgrad::vector<"x", 3>;
constexpr auto h = ctgrad::vector<"h", 2>;
constexpr auto W = matrix<"W", 2, 3>;
constexpr auto U = matrix<"U", 2, 2>;
constexpr auto b = ctgrad::vector<"b", 2>;
constexpr auto c = ctgrad::vector<"c", 2>;
constexpr auto right = nn::elman_cell(x, h, W, U, b, c);
constexpr auto wrong = nn::gru_cell(x, h, W, U, b, c);
constexpr auto peeps = nn::lstm_cell(x, h, h, matrix<"V", 8, 3>, matrix<"T", 8, 2>,
                                     ctgrad::vector<"d", 8>, ctgrad::vector<"d", 8>, h, x, h);
