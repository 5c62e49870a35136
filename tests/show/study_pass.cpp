#include <ctgrad/show/study_pass.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/expr/functions.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(values_adjoints_parts_results) {
    constexpr auto x = scalar<"x">;
    constexpr auto y = scalar<"y">;
    constexpr auto f = x * y;
    using pass = detail::study_pass<decltype(f)::id, decltype(x)::id>;
    const std::vector<double> found = detail::run_on<program<pass>>(
        {detail::numbers_bound(x = 3.0), detail::numbers_bound(y = 5.0)});
    // x, y, x y; their adjoints, where y, which has none, gives the value; the parts; by x
    const std::vector<double> expected{3, 5, 15, 5, 15, 1, 5, 15, 5};
    BOOST_TEST(found == expected, boost::test_tools::per_element());
}
