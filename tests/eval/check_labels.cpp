#include <ctgrad/eval/check_labels.hpp>

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/nn/fit.hpp>

#include "../refusal.hpp"

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto digit = scalar<"digit">;
constexpr auto x = vector<"x", 2>;
constexpr auto W = matrix<"W", 3, 2>;
constexpr auto loss = nn::softmax_cross_entropy(W * x, digit);
constexpr auto weights = boost::hana::make_tuple(W);

const std::string of_row_4 =
    "digit = rows(...): the label of row 4, 3, is none of the classes 0 to 2";

}  // namespace

BOOST_AUTO_TEST_CASE(the_fewest_classes_count) {
    constexpr auto both = sum(one_hot<5>(digit)) * sum(one_hot<4>(digit)) + sum(x);
    static_assert(detail::classes_of<both.id, digit.id> == 4);
    static_assert(detail::classes_of<both.id, x.id> == 0);
}

BOOST_AUTO_TEST_CASE(labels_that_are_no_classes_are_refused_by_their_rows) {
    auto step = make_batch_gradient<float>(loss, weights);
    decltype(step)::parameters_type w{}, g;
    std::vector<float> inputs(600, 0.5f);
    std::vector<int> labels(300, 2);
    const auto call = [&] { step(w, g, x = rows(inputs), digit = rows(labels)); };
    BOOST_TEST(refusal(call) == "no exception");
    labels[4] = 3;
    BOOST_TEST(refusal(call) == of_row_4);
    BOOST_TEST(refusal([&] {
                   nn::sgd<decltype(w)> optimiser{.rate = 0.1};
                   step.update(w, g, optimiser, x = rows(inputs), digit = rows(labels));
               }) == of_row_4);
    BOOST_TEST(refusal([&] {
                   decltype(step)::loss_type each;
                   std::vector<float> values(300);
                   each(w, values, x = rows(inputs), digit = rows(labels));
               }) == of_row_4);
    labels[4] = -1;
    BOOST_TEST(refusal(call) ==
               "digit = rows(...): the label of row 4, -1, is none of the classes 0 to 2");
    std::vector<float> halves(300, 0.5f);
    BOOST_TEST(
        refusal([&] { step(w, g, x = rows(inputs), digit = rows(halves)); }) ==
        "digit = rows(...): the label of row 0, no whole number, is none of the classes 0 to "
        "2");
    labels[4] = 1;
    labels[299] = 3;  // in the last part of several
    nn::parallel_gradient parts(step, 1);
    BOOST_TEST(refusal([&] { parts(w, g, x = rows(inputs), digit = rows(labels)); }) ==
               "digit = rows(...): the label of row 299, 3, is none of the classes 0 to 2");
}

BOOST_AUTO_TEST_CASE(so_are_those_of_sequences) {
    constexpr auto h = vector<"h", 3>;
    constexpr auto h0 = vector<"h0", 3>;
    constexpr auto u = scalar<"u">;
    constexpr auto run = scan<2>(carry(h, h0, tanh(u * h)), each(u, x));
    auto step = make_batch_gradient<double>(nn::softmax_cross_entropy(run.last(h), digit),
                                            boost::hana::make_tuple(h0));
    decltype(step)::parameters_type w{}, g;
    const std::vector<double> inputs(20, 0.5);
    const std::vector<short> labels{0, 1, 2, 0, 3, 0, 0, 0, 0, 0};
    BOOST_TEST(refusal([&] { step(w, g, x = rows(inputs), digit = rows(labels)); }) == of_row_4);
}

BOOST_AUTO_TEST_CASE(a_training_names_the_rows_of_its_data) {
    auto step = make_batch_gradient<float>(loss, weights);
    decltype(step)::parameters_type w{};
    nn::sgd<decltype(w)> optimiser{.rate = 0.1};
    const std::vector<float> inputs(12, 0.5f);
    std::vector<int> labels{0, 1, 2, 0, 3, 0};
    const nn::samples wrong(x = rows(inputs), digit = rows(labels));
    const std::vector<int> good(6, 1);
    const nn::samples right(x = rows(inputs), digit = rows(good));
    const nn::fit_options options{.epochs = 1, .batch = 2};
    BOOST_TEST(refusal([&] { nn::fit(step, optimiser, w, wrong, options); }) == of_row_4);
    BOOST_TEST(refusal([&] { nn::fit(step, optimiser, w, right, wrong, options); }) == of_row_4);
    BOOST_TEST(w.data()[0] == 0);
}
