#include <limits>
#include <stdexcept>
#include <string>

#include <boost/test/unit_test.hpp>
#include <ctgrad/check/options.hpp>

using namespace ctgrad;

namespace {

std::string refusal(const check_options& options) {
    try {
        options.validate();
    } catch (const std::invalid_argument& error) { return error.what(); }
    return "accepted";
}

}  // namespace

BOOST_AUTO_TEST_CASE(sensible_options) {
    BOOST_TEST(refusal({}) == "accepted");
    BOOST_TEST(refusal({.method = difference::central, .step = 1e-3, .max_entries = 1}) ==
               "accepted");
}

BOOST_AUTO_TEST_CASE(senseless_options) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    for (const double number : {0.0, -1e-3, nan, infinity}) {
        BOOST_TEST(refusal({.step = number}).starts_with("check_options: the step must be"));
        BOOST_TEST(
            refusal({.tolerance = number}).starts_with("check_options: the tolerance must be"));
    }
    BOOST_TEST(refusal({.step = -0.5}) ==
               "check_options: the step must be a positive number, not -0.5");
    BOOST_TEST(refusal({.max_entries = 0}) ==
               "check_options: max_entries must be at least 1, not 0");
    BOOST_TEST(refusal({.method = static_cast<difference>(7)}) ==
               "check_options: the method must be one that has a name");
}
