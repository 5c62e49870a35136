#include <ctgrad/nn/mlp.hpp>

#include <array>
#include <cmath>
#include <type_traits>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(a_network_is_the_formula_of_its_layers) {
    constexpr nn::mlp<nn::dense<4, 3, nn::tanh>, nn::dense<3, 2>> net;
    constexpr auto W1 = matrix<"W1", 3, 4>;
    constexpr auto b1 = vector<"b1", 3>;
    constexpr auto W2 = matrix<"W2", 2, 3>;
    constexpr auto b2 = vector<"b2", 2>;
    static_assert(net.depth == 2);
    static_assert(std::is_same_v<decltype(net)::layer<2>, nn::dense<3, 2>>);
    static_assert(same(net.output, W2 * tanh(W1 * vector<"x", 4> + b1) + b2));
    static_assert(same(net.weight<1>(), W1) && same(net.bias<1>(), b1));
    static_assert(same(net.weight<2>(), W2) && same(net.bias<2>(), b2));
    static_assert(same(net.layer_output<1>(), tanh(W1 * net.input + b1)) &&
                  same(net.layer_output<2>(), net.output));
    static_assert(same(net.parameters, boost::hana::make_tuple(W1, b1, W2, b2)));
}

BOOST_AUTO_TEST_CASE(two_networks_in_one_formula) {
    constexpr nn::named_mlp<"actor", nn::dense<2, 1>> actor;
    constexpr nn::named_mlp<"critic", nn::dense<2, 1>> critic;
    BOOST_TEST(text(actor.output) == "actorb1 + actorW1 * actorx");
    BOOST_TEST(text(critic.weight<1>()) == "criticW1");
    static_assert(!same(actor.input, critic.input));
}

BOOST_AUTO_TEST_CASE(an_activation_may_be_any_function_of_expressions) {
    constexpr auto cube = [](auto u) { return pow(u, 3_c); };
    constexpr nn::mlp<nn::dense<1, 1, cube>> net;
    const std::array<double, 1> two{2}, zero{0};
    BOOST_TEST(net.output(net.input = two, net.weight<1>() = two, net.bias<1>() = zero)[0] == 64);
}

BOOST_AUTO_TEST_CASE(one_layer_by_hand) {
    constexpr nn::mlp<nn::dense<2, 2, nn::relu>> net;
    const std::array<double, 4> w{1, 2, -3, -4};
    const std::array<double, 2> b{0.5, 1}, x{1, 10};
    const auto y = net.output(net.input = x, net.weight<1>() = w, net.bias<1>() = b);
    BOOST_TEST(y[0] == 21.5);
    BOOST_TEST(y[1] == 0);
}
