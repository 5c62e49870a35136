#include <ctgrad/nn/permutation.hpp>

#include <algorithm>
#include <array>

#include <boost/test/unit_test.hpp>

using ctgrad::nn::permutation;

BOOST_AUTO_TEST_CASE(every_number_once) {
    for (const std::size_t count : {0u, 1u, 2u, 5u, 100u}) {
        auto order = permutation(count, boost::random::mt19937(3));
        BOOST_TEST(order.size() == count);
        std::ranges::sort(order);
        for (std::size_t i = 0; i < count; ++i) BOOST_TEST(order[i] == i);
    }
}

BOOST_AUTO_TEST_CASE(every_order_is_as_likely) {
    std::array<int, 6> seen{};
    boost::random::mt19937 generator(1);
    for (int i = 0; i < 6000; ++i) {
        std::array<int, 3> order{0, 1, 2};
        ctgrad::nn::fisher_yates(
            3, generator, [&](std::size_t a, std::size_t b) { std::swap(order[a], order[b]); });
        ++seen[static_cast<std::size_t>(2 * order[0] + (order[1] > order[2]))];
    }
    for (const int count : seen) BOOST_TEST((count > 850 && count < 1150));
}
