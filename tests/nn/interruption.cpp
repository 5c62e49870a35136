#include <ctgrad/nn/interruption.hpp>

#include <boost/test/unit_test.hpp>

using ctgrad::nn::interruption;

BOOST_AUTO_TEST_CASE(a_signal_is_a_request) {
    {
        interruption asked;
        BOOST_TEST(!asked.requested());
        std::raise(SIGINT);
        BOOST_TEST(asked.requested());
        BOOST_CHECK_THROW(interruption(), std::logic_error);
    }
    interruption again;
    BOOST_TEST(!again.requested());
    std::raise(SIGTERM);
    BOOST_TEST(again.requested());
}
