#include <ctgrad/nn/schedule.hpp>

#include <iterator>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

namespace nn = ctgrad::nn;

#include "pytorch_schedules.hpp"

#include "../refusal.hpp"

using boost::test_tools::tolerance;

namespace {

struct compare {
    template <nn::schedule Schedule, std::size_t N>
    void operator()(const char* text, const Schedule& schedule, const double (&rates)[N]) const {
        BOOST_TEST_CONTEXT(text)
        for (std::size_t step = 0; step < N; ++step) BOOST_TEST_CONTEXT("step " << step)
        BOOST_TEST(schedule(static_cast<long>(step)) == rates[step], tolerance(1e-12));
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(rates_of_pytorch) { for_each_schedule(compare{}); }

BOOST_AUTO_TEST_CASE(behind_the_end) {
    BOOST_TEST(nn::polynomial_rate{.steps = 5}(1000) == 0);
    const nn::one_cycle cycle{.rate = 1, .steps = 10};
    BOOST_TEST(cycle(10) == cycle(9));
    BOOST_TEST(cycle(9) == 1.0 / 25 / 1e4, tolerance(1e-12));
    BOOST_TEST(nn::cosine_restarts{}(1'000'000'000'000) == 0.001);
}

BOOST_AUTO_TEST_CASE(milestones_of_a_range) {
    const std::vector<long> steps{2, 4};
    nn::multi_step_rate rate{.rate = 1, .milestones = steps, .factor = 0.5};
    const nn::multi_step_rate copy = rate;
    rate.milestones = {};
    BOOST_TEST((copy(1) == 1 && copy(2) == 0.5 && copy(3) == 0.5 && copy(100) == 0.25));
    BOOST_TEST(rate(100) == 1);
}

BOOST_AUTO_TEST_CASE(warm_up_stands_in_front_of_any_schedule) {
    const auto twice = [](long step) { return 2.0 * static_cast<double>(step + 1); };
    const nn::linear_warm_up<decltype(twice)> rate{.then = twice, .steps = 2, .start = 0.5};
    BOOST_TEST((rate(0) == 1 && rate(1) == 1.5 && rate(2) == 2 && rate(3) == 4));
}

BOOST_AUTO_TEST_CASE(plateau) {
    nn::reduce_on_plateau rate{.rate = 0.5,
                               .factor = 0.3,
                               .patience = 3,
                               .threshold = 0.01,
                               .cooldown = 2,
                               .lowest = 0.001};
    for (std::size_t i = 0; i < std::size(plateau_losses); ++i)
        BOOST_TEST(rate(plateau_losses[i]) == plateau_rates[i], tolerance(1e-12));
    BOOST_TEST(plateau_rates[std::size(plateau_rates) - 1] < 0.1);
    nn::reduce_on_plateau lost{.rate = 1, .factor = 0.5, .patience = 1};
    const double nan = std::numeric_limits<double>::quiet_NaN();
    BOOST_TEST((lost(nan) == 1 && lost(nan) == 0.5));
}

BOOST_AUTO_TEST_CASE(refused_settings) {
    BOOST_TEST(refusal([] { nn::step_rate{.every = 0}(1); }) ==
               "step_rate: a length is at least 1 step");
    BOOST_TEST(refusal([] { nn::exponential_rate{.factor = -1}(1); }) ==
               "exponential_rate: a factor is at least 0 and finite");
    BOOST_TEST(refusal([] { nn::cosine_rate{.steps = -3}(1); }) ==
               "cosine_rate: a length is at least 1 step");
    BOOST_TEST(refusal([] { nn::one_cycle{.rising = 1}(1); }) ==
               "one_cycle: the rising part lies between 0 and 1, divisors are above 0");
    BOOST_TEST(refusal([] { nn::reduce_on_plateau{.factor = 1}(1); }) ==
               "reduce_on_plateau: the factor lies between 0 and 1");
}
