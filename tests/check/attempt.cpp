#include <cmath>

#include <boost/test/unit_test.hpp>
#include <ctgrad/check/attempt.hpp>

using namespace ctgrad;

namespace {

const std::function<double(double)> sine = [](double u) { return std::sin(u); };

}  // namespace

BOOST_AUTO_TEST_CASE(evaluations_and_uncertainty) {
    const std::size_t counts[] = {8, 10, 2};
    for (const difference method :
         {difference::boost_order_6, difference::boost_order_8, difference::central}) {
        const double unit = method == difference::central ? 6e-6 : 1;
        const auto made = detail::attempt_with<double>(sine, 1.0, method, unit);
        BOOST_TEST(made.samples.size() == counts[static_cast<int>(method)]);
        BOOST_TEST(std::abs(made.value - std::cos(1.0)) <= 2 * made.uncertainty);
        BOOST_TEST(made.uncertainty < 1e-10);
        BOOST_TEST(made.rounding > 0);
        BOOST_TEST(made.finite());
    }
}

BOOST_AUTO_TEST_CASE(steps_of_the_methods) {
    BOOST_TEST((detail::boost_step<double, 6>()) == 0.0028, boost::test_tools::tolerance(1e-2));
    BOOST_TEST((detail::boost_step<double, 8>()) == 0.037, boost::test_tools::tolerance(1e-2));
    const auto six = detail::boost_attempt<double, 6>(sine, 0.0, 0.25);
    BOOST_TEST(six.step == 0.25 * (detail::boost_step<double, 6>()));
    BOOST_TEST(six.reach(0) == 4 * six.step, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(detail::central_attempt<double>(sine, 0.0, 0.5).reach(0) == 0.5);
}

BOOST_AUTO_TEST_CASE(truncation_of_central_differences) {
    const std::function<double(double)> cubic = [](double u) { return u * u * u; };
    auto made = detail::central_attempt<double>(cubic, 0.0, 0.5);
    BOOST_TEST(made.value == 0.25);
    detail::estimate_truncation<double>(made, cubic, 0.0);
    BOOST_TEST(made.uncertainty == 0.25, boost::test_tools::tolerance(1e-6));
}
