// Networks of one to six layers, of random widths from 1 to 130, with every activation.

#include <boost/hana/at.hpp>
#include <boost/hana/length.hpp>
#include <cstdint>
#include <utility>

#include "batch_law.hpp"

using namespace batch_law;
namespace nn = ctgrad::nn;

namespace {

constexpr auto activations = boost::hana::make_tuple(
    nn::identity, nn::relu, nn::leaky_relu, nn::elu, nn::selu, nn::gelu, nn::silu, nn::sigmoid,
    nn::log_sigmoid, nn::softplus, nn::softsign, nn::hard_tanh, nn::tanh);
constexpr int activation_count = 13;
static_assert(decltype(boost::hana::length(activations))::value == activation_count);

/// Width of a layer: most are small, as powers of two are as likely as each other.
constexpr int width(int depth, int layer) {
    auto state = static_cast<std::uint64_t>(100 * depth + layer);
    for (int i = 0; i < 3; ++i) {  // splitmix64
        state += 0x9e3779b97f4a7c15u;
        state = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9u;
        state = (state ^ (state >> 27)) * 0x94d049bb133111ebu;
        state ^= state >> 31;
    }
    const std::uint64_t below = std::uint64_t{2} << (state % 7);  // 2 to 128
    return static_cast<int>(1 + (state >> 8) % (below + 2));
}

/// Layers of all networks are counted on: there are more of them than activations.
constexpr int layers_before(int depth) { return depth * (depth - 1) / 2; }
static_assert(layers_before(7) >= activation_count);

template <class T, int Depth, int... Layer> void check_network(
    std::integer_sequence<int, Layer...>) {
    check_regression<T, nn::dense<width(Depth, Layer), width(Depth, Layer + 1),
                                  boost::hana::at_c<(layers_before(Depth) + Layer) %
                                                    activation_count>(activations)>...>();
}

template <class T, int Depth> void check_depth() {
    check_network<T, Depth>(std::make_integer_sequence<int, Depth>{});
}

}  // namespace

BOOST_AUTO_TEST_CASE(one_layer) { check_depth<float, 1>(); }
BOOST_AUTO_TEST_CASE(two_layers) { check_depth<double, 2>(); }
BOOST_AUTO_TEST_CASE(three_layers) { check_depth<float, 3>(); }
BOOST_AUTO_TEST_CASE(four_layers) { check_depth<double, 4>(); }
BOOST_AUTO_TEST_CASE(five_layers) { check_depth<double, 5>(); }
BOOST_AUTO_TEST_CASE(six_layers) { check_depth<float, 6>(); }
