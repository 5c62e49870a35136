// The worked examples of the literature, with the numbers that are printed there.
#include <ctgrad/ctgrad.hpp>

#include <array>
#include <boost/test/unit_test.hpp>
#include <ctgrad/check/gradient.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto w1 = scalar<"w1">;
constexpr auto b1 = scalar<"b1">;
constexpr auto w2 = scalar<"w2">;
constexpr auto b2 = scalar<"b2">;

}  // namespace

BOOST_AUTO_TEST_CASE(two_neurons_in_a_row) {
    constexpr auto a1 = relu(w1 * x + b1);
    constexpr auto a2 = relu(w2 * a1 + b2);
    constexpr auto J = square(a2 - y) / 2_c;
    static_assert(a1(x = 1.0, w1 = 2.0, b1 = 0.0) == 2, "a1");
    static_assert(a2(x = 1.0, w1 = 2.0, b1 = 0.0, w2 = 3.0, b2 = 1.0) == 7, "a2");

    constexpr auto r = value_and_gradient(J, w1, b1, w2, b2)(x = 1.0, y = 5.0, w1 = 2.0, b1 = 0.0,
                                                             w2 = 3.0, b2 = 1.0);
    static_assert(r.value == 2, "J");
    static_assert(r.gradient[w1] == 6, "dJ/dw1");
    static_assert(r.gradient[b1] == 6, "dJ/db1");
    static_assert(r.gradient[w2] == 4, "dJ/dw2");
    static_assert(r.gradient[b2] == 2, "dJ/db2");

    const double raised = J(x = 1.0, y = 5.0, w1 = 2.001, b1 = 0.0, w2 = 3.0, b2 = 1.0);
    BOOST_TEST(raised - 2 == 0.006, boost::test_tools::tolerance(1e-3));

    const auto report = check_gradient(J, check_options{.method = difference::central},
                                       boost::hana::make_tuple(w1, b1, w2, b2), x = 1.0, y = 5.0,
                                       w1 = 2.0, b1 = 0.0, w2 = 3.0, b2 = 1.0);
    BOOST_TEST(report.passed());
    BOOST_TEST(report.evaluations == 2u * 4u);
}

BOOST_AUTO_TEST_CASE(a_neuron_with_a_squared_loss) {
    constexpr auto target = scalar<"a_true">;
    constexpr auto L = square(target - relu(w1 * x + b1));
    static_assert(std::is_same_v<decltype(diff(L, b1)), decltype(-2_c * (0_c < w1 * x + b1) *
                                                                 (target - relu(w1 * x + b1)))>,
                  "dL/db is -2 (a_true - a) where z > 0");
    static_assert(diff(L, w1)(x = 2.0, w1 = 3.0, b1 = 1.0, target = 4.0) == 12, "dL/dw");
    static_assert(diff(L, w1)(x = 2.0, w1 = -3.0, b1 = 1.0, target = 4.0) == 0, "below the kink");
}

BOOST_AUTO_TEST_CASE(one_update_of_a_neuron_with_two_inputs) {
    constexpr auto input = vector<"x", 2>;
    constexpr auto w = vector<"w", 2>;
    constexpr auto target = scalar<"target">;
    constexpr auto loss = square(target - relu(dot(w, input) + b1));
    constexpr std::array weights{1.0, 0.7};
    const auto r = value_and_gradient(loss, w, b1)(input = std::array{0.5, 0.7}, w = weights,
                                                   b1 = 2.0, target = 3.5);
    const auto close = boost::test_tools::tolerance(1e-14);
    BOOST_TEST(r.value == 0.2601, close);
    BOOST_TEST(r.gradient[w][0] == -0.51, close);
    BOOST_TEST(r.gradient[w][1] == -0.714, close);
    BOOST_TEST(r.gradient[b1] == -1.02, close);
    BOOST_TEST(weights[0] - r.gradient[w][0] == 1.51, close);
    BOOST_TEST(weights[1] - r.gradient[w][1] == 1.414, close);
}
