#include <ctgrad/nn/optimiser.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using boost::test_tools::tolerance;

namespace {

constexpr auto u = vector<"u", 3>;
constexpr auto s = scalar<"s">;
using values = parameters_for<double, decltype(boost::hana::make_tuple(u, s))>;

/// Parameters u0, s and gradients of several steps; the other entries stay 0.
values with(double first, double scalar_value) {
    values p;
    p[u][0] = first;
    p[s][0] = scalar_value;
    return p;
}

template <class Optimiser> std::string refusal(Optimiser optimiser) {
    values w = with(1, 1);
    try {
        optimiser.update(w, with(1, 1));
    } catch (const std::invalid_argument& error) { return error.what(); }
    return "";
}

/// All that is no parameter: entries u1, u2 (whose gradient is 0) and the gaps.
bool rest_is_zero(const values& p) {
    for (std::size_t i = 0; i < p.size(); ++i)
        if (i != 0 && i != 8 && p.data()[i] != 0) return false;
    return true;
}

}  // namespace

BOOST_AUTO_TEST_CASE(gradient_descent_goes_downhill) {
    nn::gradient_descent optimiser{.rate = 0.5};
    values w = with(1, -2);
    optimiser.update(w, with(2, -4));
    BOOST_TEST(w[u][0] == 0);
    BOOST_TEST(w[s][0] == 0);
    BOOST_TEST(rest_is_zero(w));
}

BOOST_AUTO_TEST_CASE(momentum_by_hand) {
    // v: 1, 0.5 + 3 = 3.5, 1.75 - 1 = 0.75; w: 10 - 0.1 v each time.
    nn::sgd<values> optimiser{.rate = 0.1, .momentum = 0.5};
    values w = with(10, 0);
    for (auto [gradient, expected] : {std::pair{1.0, 9.9}, {3.0, 9.55}, {-1.0, 9.475}}) {
        optimiser.update(w, with(gradient, 0));
        BOOST_TEST(w[u][0] == expected, tolerance(1e-14));
    }
    BOOST_TEST(rest_is_zero(w));
    BOOST_TEST(rest_is_zero(optimiser.velocity));
}

BOOST_AUTO_TEST_CASE(adam_by_hand) {
    // Rate 0.1, beta1 0.5, beta2 0.75, epsilon 0.5; gradients 1, -2, 4. Step 1: m 0.5, v 0.25, both
    // corrected to 1: w = 0 - 0.1 * 1 / (1 + 0.5). Step 2: m -0.75 / 0.75 = -1, v 1.1875 / 0.4375.
    nn::adam<values> optimiser{.rate = 0.1, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 0.5};
    values w = with(0, 0);
    double expected = -0.1 / 1.5;
    optimiser.update(w, with(1, 0));
    BOOST_TEST(w[u][0] == expected, tolerance(1e-14));
    expected += 0.1 / (std::sqrt(1.1875 / 0.4375) + 0.5);
    optimiser.update(w, with(-2, 0));
    BOOST_TEST(w[u][0] == expected, tolerance(1e-14));
    // Step 3: m (-0.375 + 2) / 0.875, v (0.75 * 1.1875 + 4) / (1 - 0.421875).
    expected -= 0.1 * (1.625 / 0.875) / (std::sqrt(4.890625 / 0.578125) + 0.5);
    optimiser.update(w, with(4, 0));
    BOOST_TEST(w[u][0] == expected, tolerance(1e-14));
    BOOST_TEST(rest_is_zero(w));
    BOOST_TEST(rest_is_zero(optimiser.mean));
    BOOST_TEST(rest_is_zero(optimiser.square));
}

BOOST_AUTO_TEST_CASE(first_step_of_adam_has_the_size_of_its_rate) {
    nn::adam<values> optimiser;
    values w = with(1, 1);
    optimiser.update(w, with(1e-3, -1e3));
    BOOST_TEST(w[u][0] == 1 - 0.001, tolerance(1e-7));
    BOOST_TEST(w[s][0] == 1 + 0.001, tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(pytorch_defaults) {
    const nn::adam<values> adam;
    BOOST_TEST((adam.rate == 0.001 && adam.beta1 == 0.9 && adam.beta2 == 0.999));
    BOOST_TEST(adam.epsilon == 1e-8);
    const nn::sgd<values> descent;
    BOOST_TEST((descent.rate == 0.001 && descent.momentum == 0 && !descent.nesterov));
}

BOOST_AUTO_TEST_CASE(refused_rates) {
    const std::string sentence = "the learning rate must be positive and finite";
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (double rate : {0.0, -0.1, nan, infinity}) {
        BOOST_TEST(refusal(nn::gradient_descent{rate}) == sentence);
        BOOST_TEST(refusal(nn::sgd<values>{.rate = rate}) == sentence);
        BOOST_TEST(refusal(nn::adam<values>{.rate = rate}) == sentence);
    }
    BOOST_TEST(refusal(nn::gradient_descent{1e-9}) == "");
}

BOOST_AUTO_TEST_CASE(refused_fractions) {
    BOOST_TEST(refusal(nn::sgd<values>{.momentum = 1}) == "the momentum must lie in [0, 1)");
    BOOST_TEST(refusal(nn::adam<values>{.beta1 = -0.1}) == "Adam: beta1 must lie in [0, 1)");
    BOOST_TEST(refusal(nn::adam<values>{.beta2 = 1}) == "Adam: beta2 must lie in [0, 1)");
    BOOST_TEST(refusal(nn::adam<values>{.epsilon = -1}) ==
               "Adam: epsilon must be at least 0 and finite");
    BOOST_TEST(refusal(nn::sgd<values>{.momentum = 0}) == "");
    BOOST_TEST(refusal(nn::sgd<values>{.momentum = 0.9, .dampening = 0.1, .nesterov = true}) ==
               "Nesterov's momentum needs a momentum above 0, and no dampening");
    BOOST_TEST(refusal(nn::adamw<values>{.weight_decay = -1}) ==
               "the weight decay must be at least 0 and finite");
    BOOST_TEST(refusal(nn::rmsprop<values>{.alpha = 1}) == "RMSProp: alpha must lie in [0, 1)");
    BOOST_TEST(refusal(nn::lion<values>{.beta2 = 1}) == "Lion: beta2 must lie in [0, 1)");
    BOOST_TEST(refusal(nn::nadam<values>{.momentum_decay = -1}) ==
               "NAdam: the decay of the momentum must be at least 0 and finite");
}

namespace {

/// Copies all state by name, and tells how many things it is made of.
template <class Optimiser> int copy_state(Optimiser& from, Optimiser& to) {
    int count = 0;
    from.visit_state([&](std::string_view name, auto& value) {
        to.visit_state([&](std::string_view other, auto& target) {
            if constexpr (std::is_same_v<decltype(value), decltype(target)>)
                if (name == other) {
                    target = value;
                    ++count;
                }
        });
    });
    return count;
}

template <class Optimiser> bool resumes(Optimiser first, int state) {
    Optimiser second = first;
    values w = with(1, -1), v;
    for (int step = 1; step <= 3; ++step) first.update(w, with(step, 0.5 / step));
    v = w;
    const int copied = copy_state(first, second);
    for (int step = 1; step <= 3; ++step) {
        first.update(w, with(-step, 0.25));
        second.update(v, with(-step, 0.25));
    }
    return copied == state && std::equal(w.data(), w.data() + w.size(), v.data());
}

}  // namespace

BOOST_AUTO_TEST_CASE(state_is_all_that_a_resumed_training_needs) {
    BOOST_TEST(resumes(nn::gradient_descent{}, 1));
    BOOST_TEST(resumes(nn::sgd<values>{.momentum = 0.9, .dampening = 0.5}, 3));
    BOOST_TEST(resumes(nn::adagrad<values>{.rate_decay = 0.1}, 3));
    BOOST_TEST(resumes(nn::adadelta<values>{}, 3));
    BOOST_TEST(resumes(nn::rmsprop<values>{.momentum = 0.5, .centred = true}, 4));
    BOOST_TEST(resumes(nn::adam<values>{}, 4));
    BOOST_TEST(resumes(nn::amsgrad<values>{}, 5));
    BOOST_TEST(resumes(nn::adamw<values>{}, 4));
    BOOST_TEST(resumes(nn::nadam<values>{}, 5));
    BOOST_TEST(resumes(nn::radam<values>{}, 4));
    BOOST_TEST(resumes(nn::adamax<values>{}, 4));
    BOOST_TEST(resumes(nn::lion<values>{}, 2));
}
