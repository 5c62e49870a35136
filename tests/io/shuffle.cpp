#include <algorithm>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <vector>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>
#include <ctgrad/io/shuffle.hpp>

using ctgrad::io::data_set;
using ctgrad::io::permutation;
using ctgrad::io::split;
using ctgrad_test::message_of;

namespace {

/// Sample i has the features 10 i and 10 i + 1 and the label i.
data_set<float> samples(std::size_t count) {
    data_set<float> data{2, {}, {}};
    for (std::size_t i = 0; i < count; ++i) {
        data.inputs.push_back(static_cast<float>(10 * i));
        data.inputs.push_back(static_cast<float>(10 * i + 1));
        data.labels.push_back(static_cast<int>(i));
    }
    return data;
}

std::string refusal(auto share) {
    return message_of<std::invalid_argument>([&] { split(samples(10), share); });
}

}  // namespace

BOOST_AUTO_TEST_CASE(order_is_the_same_on_every_platform) {
    // Found once, and checked against a translation into Python; never to be updated.
    const std::vector<std::size_t> expected{3, 9, 2, 1, 7, 0, 6, 5, 8, 4};
    BOOST_TEST(permutation(10, 1) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(permutation_visits_everything_once) {
    for (const std::size_t count : {0u, 1u, 2u, 3u, 1000u}) {
        auto order = permutation(count, 7);
        BOOST_TEST(order.size() == count);
        std::ranges::sort(order);
        for (std::size_t i = 0; i < count; ++i) { BOOST_TEST(order[i] == i); }
    }
    BOOST_TEST((permutation(100, 1) != permutation(100, 2)));
}

BOOST_AUTO_TEST_CASE(every_order_is_equally_likely) {
    std::vector<int> seen(27);
    for (std::uint32_t seed = 0; seed < 6000; ++seed) {
        const auto order = permutation(3, seed);
        ++seen[order[0] * 9 + order[1] * 3 + order[2]];
    }
    BOOST_TEST(std::ranges::count(seen, 0) == 27 - 6);
    for (const int times : seen) { BOOST_TEST((times == 0 || (times > 850 && times < 1150))); }
}

BOOST_AUTO_TEST_CASE(rows_move_together_with_their_labels) {
    auto data = samples(50);
    shuffle(data, 3);
    const auto order = permutation(50, 3);
    BOOST_TEST((data != samples(50)));
    for (std::size_t i = 0; i < data.size(); ++i) {
        BOOST_TEST(data.labels[i] == static_cast<int>(order[i]));
        BOOST_TEST(data.row(i)[0] == static_cast<float>(10 * order[i]));
        BOOST_TEST(data.row(i)[1] == static_cast<float>(10 * order[i] + 1));
    }
}

BOOST_AUTO_TEST_CASE(nothing_to_shuffle) {
    auto empty = samples(0), single = samples(1);
    shuffle(empty, 1);
    shuffle(single, 1);
    BOOST_TEST(empty.empty());
    BOOST_TEST((single == samples(1)));
}

BOOST_AUTO_TEST_CASE(split_by_count) {
    const auto [first, second] = split(samples(10), 7);
    BOOST_TEST(first.size() == 7u);
    BOOST_TEST(second.size() == 3u);
    BOOST_TEST(first.consistent());
    BOOST_TEST(second.consistent());
    BOOST_TEST(second.features == 2u);
    BOOST_TEST(second.labels[0] == 7);
    BOOST_TEST(second.row(0)[1] == 71.0f);
    BOOST_TEST(split(samples(10), 0).first.empty());
    BOOST_TEST(split(samples(10), 10u).second.empty());
}

BOOST_AUTO_TEST_CASE(split_by_fraction_rounds_to_nearest) {
    BOOST_TEST(split(samples(100), 0.29).first.size() == 29u);  // 0.29 * 100 < 29 in doubles
    BOOST_TEST(split(samples(10), 0.7f).first.size() == 7u);
    BOOST_TEST(split(samples(3), 0.5).first.size() == 2u);
    BOOST_TEST(split(samples(10), 0.0).first.empty());
    BOOST_TEST(split(samples(10), 1.0).second.empty());
    BOOST_TEST(split(samples(0), 0.5).first.empty());
}

BOOST_AUTO_TEST_CASE(impossible_splits_are_refused) {
    BOOST_TEST(refusal(11) == "split(data, 11): the data set has 10 samples");
    BOOST_TEST(refusal(-1) == "split(data, -1): the data set has 10 samples");
    const std::string range = "split(data, fraction): the fraction must lie in 0..1";
    BOOST_TEST(refusal(1.01) == range);
    BOOST_TEST(refusal(-0.1f) == range);
    BOOST_TEST(refusal(std::numeric_limits<double>::quiet_NaN()) == range);
}
