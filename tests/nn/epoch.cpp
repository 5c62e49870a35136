#include <ctgrad/nn/epoch.hpp>

#include <cmath>
#include <limits>
#include <string>

#include <boost/test/unit_test.hpp>

#include <ctgrad/eval/parameters.hpp>
#include <ctgrad/expr/diff.hpp>

#include "../refusal.hpp"

using namespace ctgrad;
using nn::detail::require_finite;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

BOOST_AUTO_TEST_CASE(finite_losses_pass) {
    for (const double loss : {0.0, -3.5, 1e308})
        BOOST_TEST(refusal<nn::training_error>([&] { require_finite("the loss", loss, 1, 1); }) ==
                   "no exception");
}

BOOST_AUTO_TEST_CASE(others_are_named_with_their_place) {
    BOOST_TEST(refusal<nn::training_error>([] { require_finite("the loss", NAN, 3, 12); }) ==
               "the loss became NaN in epoch 3, step 12; training stopped");
    BOOST_TEST(refusal<nn::training_error>([] {
                   require_finite("the gradient", -infinity, 1, 1);
               }) == "the gradient became infinite in epoch 1, step 1; training stopped");
}

BOOST_AUTO_TEST_CASE(weights_have_to_be_finite) {
    parameters_for<float, decltype(boost::hana::make_tuple(scalar<"a">, vector<"v", 3>))> weights;
    const auto check = [&] { nn::detail::require_finite_weights(weights, 7); };
    BOOST_TEST(refusal<nn::training_error>(check) == "no exception");
    for (const float bad : {NAN, HUGE_VALF, -HUGE_VALF}) {
        weights[vector<"v", 3>][2] = bad;
        BOOST_TEST(refusal<nn::training_error>(check) ==
                   "the weights became NaN or infinite in epoch 7; training stopped");
    }
}

BOOST_AUTO_TEST_CASE(no_epochs_are_refused) {
    BOOST_CHECK_THROW(nn::detail::require_epochs(0), std::invalid_argument);
    BOOST_CHECK_NO_THROW(nn::detail::require_epochs(1));
}

BOOST_AUTO_TEST_CASE(a_stopwatch_runs) {
    const nn::detail::stopwatch watch;
    const double first = watch.seconds();
    BOOST_TEST(first >= 0);
    BOOST_TEST(watch.seconds() >= first);
}
