#include <ctgrad/nn/samples.hpp>

#include <set>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

namespace {

constexpr auto v = vector<"v", 2>;
constexpr auto k = scalar<"k">;

}  // namespace

BOOST_AUTO_TEST_CASE(batches_in_place) {
    const std::vector<double> numbers{0, 1, -9, 2, 3, -9, 4, 5, -9, 6, 7, -9, 8, 9};
    const std::vector<int> classes{0, 1, 2, 3, 4};
    const nn::samples all(v = rows(numbers, 3), k = rows(classes));
    BOOST_TEST(all.size() == 5u);
    std::vector<std::size_t> counts;
    std::size_t row = 0;
    all.batches(2, [&](const auto& vectors, const auto& labels) {
        counts.push_back(static_cast<std::size_t>(detail::count_rows(labels)));
        BOOST_TEST(detail::count_rows(vectors) == detail::count_rows(labels));
        BOOST_TEST(vectors.value.data == numbers.data() + 3 * row);
        BOOST_TEST(labels.value.data == classes.data() + row);
        row += counts.back();
    });
    BOOST_TEST((counts == std::vector<std::size_t>{2, 2, 1}));
}

BOOST_AUTO_TEST_CASE(shuffled_batches_are_a_permutation_that_seed_and_epoch_decide) {
    std::vector<double> numbers(202);
    std::vector<int> classes(101);
    for (int i = 0; i < 202; ++i) numbers[static_cast<std::size_t>(i)] = i;
    for (int i = 0; i < 101; ++i) classes[static_cast<std::size_t>(i)] = i;
    const nn::samples all(v = rows(numbers), k = rows(classes));
    nn::shuffled_batches order(all);
    const auto epoch = [&](std::uint32_t seed, std::uint32_t number) {
        std::vector<int> seen;
        order(8, seed, number, [&](const auto& vectors, const auto& labels) {
            for (int i = 0; i < detail::count_rows(labels); ++i) {
                seen.push_back(labels.value.data[i]);
                BOOST_TEST(vectors.value.data[2 * i] == 2 * seen.back());
                BOOST_TEST(vectors.value.data[2 * i + 1] == 2 * seen.back() + 1);
            }
            return true;
        });
        BOOST_TEST(std::set<int>(seen.begin(), seen.end()).size() == 101u);
        return seen;
    };
    const auto first = epoch(1, 1);
    BOOST_TEST((first == epoch(1, 1) && first != epoch(1, 2) && first != epoch(2, 1)));
    BOOST_TEST(first != classes);
    // Found once; never to be updated: the order is the same on every platform.
    BOOST_TEST(
        (std::vector<int>(first.begin(), first.begin() + 4) == std::vector<int>{95, 82, 99, 91}));
    int batches = 0;
    order(8, 1, 1, [&](const auto&...) { return ++batches < 3; });
    BOOST_TEST(batches == 3);
}

BOOST_AUTO_TEST_CASE(refused_lengths) {
    const std::vector<int> classes{0, 1, 2, 3, 4};
    const nn::samples all(k = rows(classes));
    BOOST_CHECK_EXCEPTION(
        all.batches(0, [](const auto&) {}), std::invalid_argument, [](const auto& error) {
            return std::string(error.what()) ==
                   "training: an empty batch has no gradient; batch must be at least 1";
        });
}
