#include <ctgrad/nn/progress.hpp>

#include <sstream>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

/// What is written for three epochs of four steps.
std::string shown(bool terminal, int every = 1) {
    std::ostringstream out;
    int calls = 0;
    nn::fit_options options{.epochs = 3,
                            .metrics = {{"accuracy", [] { return 0.0; }}},
                            .on_epoch = [&](const nn::epoch_record&) { return ++calls < 3; }};
    const nn::progress show(out, terminal, options, every);
    for (int epoch = 1; epoch <= 3; ++epoch) {
        for (int step = 0; step < 4; ++step)
            if (options.on_step) options.on_step({epoch, 4 * (epoch - 1) + step, 4, 0.5});
        const bool more = options.on_epoch({.epoch = epoch,
                                            .loss = 1.0 / epoch,
                                            .validation_loss = 0.25,
                                            .samples_per_second = 1000,
                                            .metrics = {0.75}});
        BOOST_TEST(more == (epoch < 3));
    }
    return out.str();
}

}  // namespace

BOOST_AUTO_TEST_CASE(plain_lines) {
    BOOST_TEST(shown(false) ==
               "epoch 1/3  loss 1.0000  validation 0.2500  accuracy 0.7500  1000 samples/s\n"
               "epoch 2/3  loss 0.5000  validation 0.2500  accuracy 0.7500  1000 samples/s\n"
               "epoch 3/3  loss 0.3333  validation 0.2500  accuracy 0.7500  1000 samples/s\n");
    const std::string some = shown(false, 5);
    BOOST_TEST(
        (some.find("epoch 2") == std::string::npos && some.find("epoch 3") != std::string::npos));
}

BOOST_AUTO_TEST_CASE(a_bar_on_a_terminal) {
    const std::string text = shown(true);
    BOOST_TEST(text.starts_with("\repoch 1/3 [=====               ] loss 0.5  "));
    BOOST_TEST(text.find(" left") != std::string::npos);
    BOOST_TEST(text.find("\repoch 3/3  loss 0.3333") != std::string::npos);
}
