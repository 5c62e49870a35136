#include <ctgrad/nn/early_stopping.hpp>

#include <boost/test/unit_test.hpp>

namespace nn = ctgrad::nn;

BOOST_AUTO_TEST_CASE(stops_after_so_many_bad_epochs) {
    nn::early_stopping stop{.patience = 2, .smallest_change = 0.1};
    BOOST_TEST((!stop(1.0) && stop.improved()));
    BOOST_TEST((!stop(0.95) && !stop.improved()));  // not enough better
    BOOST_TEST((!stop(0.8) && stop.improved()));
    BOOST_TEST(!stop(0.75));
    BOOST_TEST(stop(0.9));
    BOOST_TEST(stop.best == 0.8);
}

BOOST_AUTO_TEST_CASE(nan_never_improves) {
    nn::early_stopping stop{.patience = 1};
    BOOST_TEST(stop(std::numeric_limits<double>::quiet_NaN()));
    BOOST_TEST(!stop.improved());
}

BOOST_AUTO_TEST_CASE(no_patience) {
    nn::early_stopping stop{.patience = 0};
    BOOST_CHECK_EXCEPTION(stop(1), std::invalid_argument, [](const std::invalid_argument& error) {
        return std::string(error.what()) == "early stopping: the patience is at least 1 epoch";
    });
}
