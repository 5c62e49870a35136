#include <ctgrad/eval/check_batch.hpp>

#include <limits>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

namespace {

constexpr auto W = matrix<"W", 3, 4>;
constexpr auto x = vector<"x", 4>;
constexpr auto t = vector<"target", 3>;
constexpr auto weights = boost::hana::make_tuple(W);
using values = parameters_for<float, decltype(weights)>;

/// What the call is refused with.
template <class... Samples> std::string refusal(const Samples&... samples) {
    auto step = make_batch_gradient<float>(nn::half_squared_error(W * x, t), weights);
    values w, slope;
    try {
        step(w, slope, samples...);
    } catch (const std::invalid_argument& error) { return error.what(); }
    return "";
}

const std::vector<float> none, six(6), eight(8), nine(9), twelve(12);

}  // namespace

BOOST_AUTO_TEST_CASE(accepted) { BOOST_TEST(refusal(x = rows(eight), t = rows(six)) == ""); }

BOOST_AUTO_TEST_CASE(empty_batch) {
    BOOST_TEST(refusal(x = rows(none), t = rows(none)) ==
               "x = rows(...): an empty batch has no mean; at least one sample is needed");
}

BOOST_AUTO_TEST_CASE(unequal_counts) {
    BOOST_TEST(
        refusal(x = rows(eight), t = rows(nine)) ==
        "target = rows(...): the number of samples must be that of the other rows, 2, not 3");
    BOOST_TEST(refusal(t = rows(nine), x = rows(eight)) ==
               "x = rows(...): the number of samples must be that of the other rows, 3, not 2");
}

BOOST_AUTO_TEST_CASE(not_whole_rows) {
    BOOST_TEST(refusal(x = rows(nine), t = rows(six)) ==
               "x = rows(...): the size must be that of whole rows of 4, not 9");
    BOOST_TEST(refusal(x = rows(nine, 6), t = rows(six)) ==
               "x = rows(...): the size must be that of whole rows of 4, 6 apart, not 9");
}

BOOST_AUTO_TEST_CASE(stride_below_the_width) {
    BOOST_TEST(refusal(x = rows(eight, 3), t = rows(six)) ==
               "x = rows(...): the stride must be at least the width of a row, 4, not 3");
}

BOOST_AUTO_TEST_CASE(result_of_the_wrong_size) {
    auto output = make_batch_output<float>(W * x, weights);
    std::vector<float> result(7);
    std::string sentence;
    try {
        output(values{}, result, x = rows(eight));
    } catch (const std::invalid_argument& error) { sentence = error.what(); }
    BOOST_TEST(sentence == "the result of a batch of 2 rows of 3 takes 6 numbers, the span has 7");
}

BOOST_AUTO_TEST_CASE(a_loss_without_samples_needs_no_rows) {
    auto step = make_batch_gradient<float>(squared_norm(W), weights);
    values w, slope;
    w[W](1, 2) = 3;
    BOOST_TEST(step(w, slope) == 9);
    BOOST_TEST(slope[W](1, 2) == 6);
    BOOST_TEST(step(w, slope, x = rows(twelve)) == 9);
    BOOST_TEST(slope[W](1, 2) == 6);
}
