// A network of the size of MNIST's, checked in a sample of its entries.

#include <random>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <ctgrad/check/boost_test.hpp>
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto W1 = matrix<"W1", 128, 784>;
constexpr auto b1 = vector<"b1", 128>;
constexpr auto W2 = matrix<"W2", 10, 128>;
constexpr auto b2 = vector<"b2", 10>;
constexpr auto image = vector<"image", 784>;
constexpr auto label_of_image = vector<"label", 10>;

template <class F> constexpr auto loss(F activation) {
    constexpr auto scores = W2 * activation(W1 * image + b1) + b2;
    return log_sum_exp(scores) - dot(label_of_image, scores);
}

struct rectifier {
    constexpr auto operator()(auto preactivation) const { return relu(preactivation); }
};
struct hyperbolic {
    constexpr auto operator()(auto preactivation) const { return tanh(preactivation); }
};

std::vector<float> random_numbers(std::size_t count, float size, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<float> result(count);
    for (float& one : result) one = size * (static_cast<float>(random() % 2001) / 1000.0f - 1.0f);
    return result;
}

const auto w1 = random_numbers(128 * 784, 0.05f, 1), a1 = random_numbers(128, 0.1f, 2);
const auto w2 = random_numbers(10 * 128, 0.1f, 3), a2 = random_numbers(10, 0.1f, 4);
const auto pixels = random_numbers(784, 1, 5);
const float digit[10] = {0, 0, 0, 1};

template <class F> gradient_report checked(F activation, const check_options& options) {
    return check_gradient(loss(activation), boost::hana::make_tuple(W1, b1, W2, b2), W1 = w1,
                          b1 = a1, W2 = w2, b2 = a2, image = pixels, label_of_image = digit,
                          options);
}

}  // namespace

BOOST_AUTO_TEST_CASE(smooth_network) {
    for (const difference method : {difference::boost_order_6, difference::central}) {
        const auto report = checked(hyperbolic{}, {.method = method, .max_entries = 10});
        BOOST_TEST(gradient_matches(report));
        BOOST_TEST(report.kinks().empty());
        BOOST_TEST(report.entries.size() == 40u);
        BOOST_TEST(report.size() == 128u * 784 + 128 + 10 * 128 + 10);
        BOOST_TEST(report.evaluations == (method == difference::central ? 80u : 320u));
        BOOST_TEST_MESSAGE(report);
    }
}

BOOST_AUTO_TEST_CASE(network_with_kinks) {
    for (const difference method : {difference::boost_order_6, difference::central}) {
        const auto report = checked(rectifier{}, {.method = method, .max_entries = 10});
        BOOST_TEST(gradient_matches(report));
        BOOST_TEST(report.kinks().size() <= (method == difference::central ? 0u : 10u));
        BOOST_TEST_MESSAGE(report);
    }
}
