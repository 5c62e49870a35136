#include <ctgrad/ctgrad.hpp>
#include <ctgrad/eval/evaluate.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;

}  // namespace

#include <cmath>

BOOST_AUTO_TEST_CASE(values_agree_with_the_formula) {
    constexpr auto f = sin(x) * exp(x * y) + 0.5_c * x;
    const auto close = boost::test_tools::tolerance(1e-14);
    for (double a : {-1.5, 0.0, 0.3, 2.0})
        for (double b : {-2.0, 0.0, 1.25})
            BOOST_TEST(f(x = a, y = b) == std::sin(a) * std::exp(a * b) + 0.5 * a, close);
}

BOOST_AUTO_TEST_CASE(an_expression_without_variables_has_a_value) {
    BOOST_TEST((3_c / 8_c)() == 0.375);
    BOOST_TEST(exp(0_c)() == 1.0);
}

BOOST_AUTO_TEST_CASE(not_a_number_comes_through) {
    const double nan = std::nan("");
    BOOST_TEST(std::isnan(relu(x)(x = nan)));
    BOOST_TEST(std::isnan(max(x, y)(x = nan, y = 1.0)));
    BOOST_TEST(std::isnan(max(x, y)(x = 1.0, y = nan)));
    BOOST_TEST(std::isnan(log_sum_exp(v)(v = {1.0, nan, 2.0})));
}
