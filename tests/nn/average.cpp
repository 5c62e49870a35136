#include <ctgrad/nn/average.hpp>

#include <string>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using boost::test_tools::tolerance;

namespace {

constexpr auto u = vector<"u", 2>;
using values = parameters_for<double, decltype(boost::hana::make_tuple(u))>;

values with(double u0, double u1) {
    values p;
    p[u][0] = u0;
    p[u][1] = u1;
    return p;
}

}  // namespace

BOOST_AUTO_TEST_CASE(average_of_weights) {
    nn::moving_average<values> mean{.decay = 0.75};
    mean.update(with(4, -1));
    BOOST_TEST((mean.average[u][0] == 4 && mean.average[u][1] == -1));
    mean.update(with(8, -1));
    BOOST_TEST((mean.average[u][0] == 5 && mean.average[u][1] == -1));
    mean.decay = 1;
    BOOST_CHECK_EXCEPTION(mean.update(with(0, 0)), std::invalid_argument, [](const auto& error) {
        return std::string(error.what()) == "moving average: the decay must lie in [0, 1)";
    });
}

BOOST_AUTO_TEST_CASE(batches_of_different_size_count_by_their_samples) {
    nn::gradient_accumulation<values> all;
    all.add(with(1, 0), 3);
    all.add(with(5, 4), 1);
    BOOST_TEST(all.samples() == 4);
    BOOST_TEST(all.mean()[u][0] == 2.0, tolerance(1e-15));
    BOOST_TEST(all.mean()[u][1] == 1.0, tolerance(1e-15));
    all.reset();
    all.add(with(7, 7), 2);
    BOOST_TEST((all.mean()[u][0] == 7 && all.samples() == 2));
    BOOST_CHECK_EXCEPTION(all.add(with(1, 1), 0), std::invalid_argument, [](const auto& error) {
        return std::string(error.what()) == "gradient accumulation: an empty batch has no gradient";
    });
}
