// EXPECT: weighted_cross_entropy(z, digit, w): logits and weights are vectors of one size, the target a class index or such a vector, not vector 3 and scalar and vector 4
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto loss = nn::weighted_cross_entropy(vector<"z", 3>, scalar<"digit">, vector<"w", 4>);
