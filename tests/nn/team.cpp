#include <ctgrad/nn/team.hpp>

#include <array>

#include <boost/test/unit_test.hpp>

#include "../refusal.hpp"

using namespace ctgrad;

namespace {

const int most = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));

}  // namespace

BOOST_AUTO_TEST_CASE(every_thread_once_and_all_done) {
    for (int threads = 1; threads <= most && threads <= 4; ++threads) {
        nn::team together(threads);
        std::array<int, 4> calls{};
        for (int round = 1; round <= 2000; ++round) {
            together.run([&](int thread) { ++calls[static_cast<std::size_t>(thread)]; });
            for (int i = 0; i < threads; ++i)
                if (calls[static_cast<std::size_t>(i)] != round) BOOST_FAIL("round " << round);
        }
        BOOST_TEST(together.size() == threads);
    }
}

BOOST_AUTO_TEST_CASE(exceptions_come_out_and_the_team_goes_on) {
    nn::team together(most);
    for (int round = 0; round < 3; ++round) {
        BOOST_TEST(refusal([&] {
                       together.run([](int thread) {
                           if (thread == most - 1) throw std::invalid_argument("no");
                       });
                   }) == "no");
        BOOST_TEST(refusal([&] { together.run([](int) {}); }) == "no exception");
    }
}

BOOST_AUTO_TEST_CASE(refused_numbers) {
    BOOST_TEST(refusal([] { nn::team(0); }) == "threads: there must be at least one, not 0");
    BOOST_TEST(refusal([] { nn::team(most + 1); }) == "threads: this machine runs " +
                                                          std::to_string(most) + " at once, not " +
                                                          std::to_string(most + 1));
}
