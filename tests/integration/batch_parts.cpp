// Batches of graphs with parts of values, reductions and attention.

#include "batch_law.hpp"

using namespace batch_law;
using namespace ctgrad;
using namespace ctgrad::literals;
using boost::hana::make_tuple;

namespace {

constexpr auto x = vector<"x", 20>;
constexpr auto u = scalar<"u">;
constexpr auto digit = scalar<"digit">;
constexpr auto M = matrix<"M", 3, 5>;
constexpr auto W = matrix<"W", 12, 20>;
constexpr auto U = matrix<"U", 3, 12>;
constexpr auto b = vector<"b", 12>;
constexpr auto c = vector<"c", 3>;
constexpr auto s = scalar<"s">;

}  // namespace

BOOST_AUTO_TEST_CASE(lines_and_numbers) {
    constexpr auto loss = square(s * u + element<0>(c) - digit) / (1_c + square(s)) +
                          log(1_c + exp(element<2>(c) * u));
    check<float, decltype(u), decltype(digit)>(loss, make_tuple(s, c));
    check<long double, decltype(u), decltype(digit)>(loss, make_tuple(s, c));
}

BOOST_AUTO_TEST_CASE(gates_in_one_product) {
    // As in a recurrent cell: parts of one vector under different functions.
    constexpr auto z = W * x + b;
    constexpr auto cell = hadamard(sigmoid(slice<0, 4>(z)), tanh(slice<4, 4>(z)));
    constexpr auto all = concat(hadamard(sigmoid(slice<8, 4>(z)), tanh(cell)), slice<5, 8>(x));
    constexpr auto loss = nn::softmax_cross_entropy(U * all + c, digit);
    check<double, decltype(x), decltype(digit)>(loss, make_tuple(W, U, b, c));
}

BOOST_AUTO_TEST_CASE(attention) {
    constexpr auto weights = softmax(W * x);
    constexpr auto loss = norm(U * hadamard(weights, b)) * u + squared_norm(outer(c, weights) * b) +
                          dot(slice<2, 12>(x), weights);
    check<float, decltype(x), decltype(u)>(loss, make_tuple(W, U, b, c));
}

BOOST_AUTO_TEST_CASE(matrices_of_samples) {
    constexpr auto N = matrix<"N", 5, 4>;
    constexpr auto loss = sum(square(tanh(M * N))) + trace(M * transpose(M)) * s;
    check<float, decltype(M)>(loss, make_tuple(N, s));
}
