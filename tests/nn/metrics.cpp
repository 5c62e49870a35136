#include <ctgrad/nn/metrics.hpp>

#include <limits>
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
