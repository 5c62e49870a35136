#include <ctgrad/nn/history.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_CASE(csv) {
    ctgrad::nn::history h;
    BOOST_TEST(h.csv() == "epoch,loss,validation_loss,rate,seconds\n");
    h.metrics = {"accuracy", "a \"b\", c"};
    h.epochs.push_back({.epoch = 1,
                        .loss = 0.1,
                        .validation_loss = 0.25,
                        .rate = 0.001,
                        .seconds = 2,
                        .metrics = {0.5, -1}});
    h.epochs.push_back({.epoch = 2, .loss = 1.0 / 3, .metrics = {1, 0}});
    BOOST_TEST(h.csv() == "epoch,loss,validation_loss,rate,seconds,accuracy,\"a \"\"b\"\", c\"\n"
                          "1,0.1,0.25,0.001,2,0.5,-1\n"
                          "2,0.3333333333333333,nan,0,0,1,0\n");
}
