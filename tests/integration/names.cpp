// Names that users have beside `using namespace ctgrad`: none of the library's is as common. With
// -Wshadow g++ warns of its parameters that have them, so that clang alone compiles this in CI.

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/nn/any_of.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

using small = nn::mlp<nn::dense<2, 3, nn::tanh>, nn::dense<3, 1>>;
using large = nn::mlp<nn::dense<2, 9, nn::tanh>, nn::dense<9, 1>>;
using huge = nn::mlp<nn::dense<2, 99, nn::tanh>, nn::dense<99, 1>>;
using choice = nn::any_of<nn::alternative<"small", small>, nn::alternative<"large", large>>;

constexpr small net;
constexpr auto target = scalar<"t">;
constexpr auto all = net.parameters;
constexpr auto loss = square(element<0>(net.output) - target);
constexpr int batch = 1, data = 2, epochs = 3, features = 4, hidden = 5, input = 6, label = 7,
              layers = 8, model = 9, output = 10, samples = 11, state = 12, step = 13, test = 14,
              train = 15, values = 16, weights = 17;

BOOST_AUTO_TEST_CASE(none_is_ambiguous) {
    parameters_for<float, std::remove_const_t<decltype(all)>> w;
    BOOST_TEST(w.size() >= 13u);
    BOOST_TEST((small::depth == large::depth && large::depth == huge::depth));
    static_assert(cost(value_and_gradient(loss, net.weight<1>())).operations > 0);
    BOOST_TEST(batch + data + epochs + features + hidden + input + label + layers + model + output +
                   samples + state + step + test + train + values + weights ==
               153);
}
