// EXPECT: load(constants, weights): W is a matrix 2 x 3, its constant a matrix 3 x 2
#include <tuple>

#include <ctgrad/expr/variable.hpp>
#include <ctgrad/io/constants.hpp>

constexpr float numbers[3][2] = {};
constexpr auto W = ctgrad::matrix<"W", 2, 3>;
void load(ctgrad::parameters<float, std::remove_cv_t<decltype(W)>>& weights) {
    ctgrad::io::load(std::tie(numbers), weights);
}
