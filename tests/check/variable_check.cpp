#include <cmath>
#include <set>

#include <boost/test/unit_test.hpp>
#include <ctgrad/check/variable_check.hpp>

using namespace ctgrad;
using namespace ctgrad::detail;

BOOST_AUTO_TEST_CASE(sampling) {
    std::mt19937_64 random(1);
    BOOST_TEST(sampled(4, every_entry, random) == (std::vector<int>{0, 1, 2, 3}),
               boost::test_tools::per_element());
    std::set<int> seen;
    for (int k = 0; k < 100; ++k) {
        const std::vector<int> some = sampled(10, 3, random);
        BOOST_REQUIRE(some.size() == 3u);
        BOOST_TEST(some[0] < some[1]);
        BOOST_TEST(some[1] < some[2]);
        seen.insert(some.begin(), some.end());
    }
    BOOST_TEST(seen.size() == 10u);
    std::mt19937_64 one(7), two(7);
    BOOST_TEST(sampled(1000, 20, one) == sampled(1000, 20, two), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(errors_of_entries) {
    const auto judged = [](double symbolic, numeric_result<double> numeric, double scale) {
        gradient_entry entry;
        check_entry<double>(entry, numeric, symbolic, scale, 1e-6);
        return entry;
    };
    const double nan = std::numeric_limits<double>::quiet_NaN();
    BOOST_TEST(judged(0.5, {.value = 0.75}, 0).error == 1 / 3.0,
               boost::test_tools::tolerance(1e-9));
    BOOST_TEST(judged(1e-9, {.value = 2e-9}, 0).error == 0.5);
    BOOST_TEST(judged(0, {.value = 1e-9}, 1e-2).error == 1e-7, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(judged(0, {.value = 1e-12, .uncertainty = 1e-12}, 0).error < 1e-6);
    BOOST_TEST(judged(0, {.value = 0}, 0).error == 0);
    BOOST_TEST(std::isnan(judged(nan, {.value = 1}, 0).error));
    BOOST_TEST(std::isnan(judged(1, {.value = nan, .uncertainty = nan}, 0).error));
    BOOST_TEST(std::isnan(judged(1.0 / 0.0, {.value = 1, .at_kink = true}, 0).error));
    BOOST_TEST(!judged(1.0 / 0.0, {.value = 1, .at_kink = true}, 0).at_kink);
}

BOOST_AUTO_TEST_CASE(entries_of_one_variable) {
    double values[] = {1, 2, 3, 4};
    const std::function<double()> function = [&] {
        return values[0] * values[1] + std::exp(values[3]);
    };
    gradient_report report{"f", {.method = difference::central}};
    std::mt19937_64 random(1);
    check_variable<double>(report, {"W", matrix_shape(2, 2), values, {2, 1.5, 0, std::exp(4)}},
                           function, random);
    BOOST_TEST(values[1] == 2);
    BOOST_TEST(report.evaluations == 8u);
    BOOST_TEST(report.variables[0].checked == 4u);
    BOOST_TEST(report.wrong().size() == 1u);
    BOOST_TEST(report.worst().name() == "W(0, 1)");
    BOOST_TEST(report.worst().numeric == 1, boost::test_tools::tolerance(1e-8));
}

BOOST_AUTO_TEST_CASE(a_step_that_is_lost) {
    double value = 1e9;
    gradient_report report{"f", {.step = 1e-9}};
    std::mt19937_64 random(1);
    const std::function<double()> function = [&] { return value; };
    BOOST_CHECK_EXCEPTION(
        check_variable<double>(report, {"v", scalar_shape, &value, {1}}, function, random),
        std::invalid_argument, [](const std::invalid_argument& error) {
            return error.what() ==
                   std::string("check_options: the step 1e-09 is lost in v = 1e+09");
        });
}
