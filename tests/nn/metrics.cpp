#include <ctgrad/nn/metrics.hpp>

#include <cmath>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

using ctgrad::nn::accuracy;
using ctgrad::nn::argmax;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

std::size_t place(std::vector<double> numbers) { return argmax<double>(numbers); }

}  // namespace

BOOST_AUTO_TEST_CASE(place_of_the_largest) {
    BOOST_TEST(place({3}) == 0u);
    BOOST_TEST(place({-3, -1, -2}) == 1u);
    BOOST_TEST(place({1, 2, 2}) == 1u);
    BOOST_TEST(place({not_a_number, 1, 0}) == 1u);
    BOOST_TEST(place({1, not_a_number, 2}) == 2u);
    BOOST_TEST(place({not_a_number, not_a_number}) < 2u);
}

BOOST_AUTO_TEST_CASE(fraction_of_right_rows) {
    const std::vector<float> outputs{1, 0, 0, 1, 0.5f, 0.25f, 3, 4};
    BOOST_TEST((accuracy<float, int>(outputs, std::vector<int>{0, 1, 0, 1})) == 1);
    BOOST_TEST((accuracy<float, int>(outputs, std::vector<int>{1, 1, 0, 0})) == 0.5);
    BOOST_TEST((accuracy<float, unsigned char>(outputs, std::vector<unsigned char>{1, 0, 1, 0})) ==
               0);
    BOOST_TEST((accuracy<float, int>({}, {})) == 0);
}

BOOST_AUTO_TEST_CASE(parts_of_rows_are_refused) {
    const auto refusal = [](std::size_t outputs) -> std::string {
        try {
            accuracy<float, int>(std::vector<float>(outputs), std::vector<int>(3));
        } catch (const std::invalid_argument& error) { return error.what(); }
        return "";
    };
    BOOST_TEST(refusal(6) == "");
    BOOST_TEST(refusal(7) == "accuracy: 3 labels need as many rows of outputs, not 7 numbers");
    BOOST_TEST(refusal(0) == "accuracy: 3 labels need as many rows of outputs, not 0 numbers");
}

BOOST_AUTO_TEST_CASE(any_range_of_numbers) {
    const std::vector<float> outputs{1, 0, 0, 1};
    const int labels[]{0, 1};
    BOOST_TEST(argmax(outputs) == 0u);
    BOOST_TEST(argmax(std::span<const float>(outputs).subspan(1)) == 2u);
    BOOST_TEST(accuracy(outputs, labels) == 1);
    BOOST_TEST(accuracy(std::span<const float>(outputs), std::vector<unsigned char>{0, 0}) == 0.5);
    BOOST_TEST(ctgrad::nn::confusion_matrix(outputs, labels, 2)(1, 1) == 1);
    const std::vector<float> targets{1, 0, 0, 3};
    BOOST_TEST(ctgrad::nn::root_mean_squared_error(outputs, targets) == 1);
    BOOST_TEST(ctgrad::nn::mean_absolute_deviation(outputs, targets) == 0.5);
    BOOST_TEST(ctgrad::nn::r_squared(targets, targets) == 1);
}

BOOST_AUTO_TEST_CASE(confusion) {
    const std::vector<double> outputs{3, 1, 0, /**/ 0, 1, 0, /**/ 0, 2, 1, /**/ 0, 0, 9};
    const std::vector<int> labels{0, 0, 1, 2};
    const ctgrad::nn::confusion_matrix m(std::span<const double>(outputs),
                                         std::span<const int>(labels), 3);
    BOOST_TEST((m(0, 0) == 1 && m(0, 1) == 1 && m(1, 1) == 1 && m(2, 2) == 1 && m(1, 0) == 0));
    BOOST_TEST((m.recall(0) == 0.5 && m.precision(1) == 0.5 && m.precision(2) == 1));
    BOOST_TEST(m.text() == "label      0      1      2\n"
                           "    0      1      1      0\n"
                           "    1      0      1      0\n"
                           "    2      0      0      1\n");
}

BOOST_AUTO_TEST_CASE(confusion_of_bad_labels) {
    const auto refusal = [](std::vector<int> labels, int classes) -> std::string {
        const std::vector<double> outputs{1, 2, 3, 4};
        try {
            ctgrad::nn::confusion_matrix(std::span<const double>(outputs),
                                         std::span<const int>(labels), classes);
        } catch (const std::invalid_argument& error) { return error.what(); }
        return "";
    };
    BOOST_TEST(refusal({0, 2}, 2) ==
               "confusion_matrix: row 1 has the label 2, which is none of 0 to 1");
    BOOST_TEST(refusal({0}, 2) ==
               "confusion_matrix: 1 labels need as many rows of 2 outputs, not 4 numbers");
}

BOOST_AUTO_TEST_CASE(regression) {
    const std::vector<double> y{1, 2, 5}, t{1, 4, 4}, flat{2, 2, 2};
    const auto view = [](const std::vector<double>& numbers) {
        return std::span<const double>(numbers);
    };
    using boost::test_tools::tolerance;
    BOOST_TEST(ctgrad::nn::root_mean_squared_error(view(y), view(t)) == std::sqrt(5.0 / 3),
               tolerance(1e-15));
    BOOST_TEST(ctgrad::nn::mean_absolute_deviation(view(y), view(t)) == 1, tolerance(1e-15));
    BOOST_TEST(ctgrad::nn::r_squared(view(y), view(t)) == 1 - 5.0 / 6, tolerance(1e-14));
    BOOST_TEST(ctgrad::nn::r_squared(view(t), view(t)) == 1);
    const double none = ctgrad::nn::r_squared(view(flat), view(flat));
    BOOST_TEST(none != none);
    BOOST_CHECK_EXCEPTION(
        ctgrad::nn::r_squared(view(y), view({})), std::invalid_argument, [](const auto& error) {
            return std::string(error.what()) ==
                   "r_squared: as many outputs as targets, at least one, not 3 and 0";
        });
}
