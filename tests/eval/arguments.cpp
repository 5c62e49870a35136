#include <ctgrad/eval/arguments.hpp>

#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

template <const auto& Program> constexpr bool works_on_numbers = requires { Program.moves; };

}  // namespace

BOOST_AUTO_TEST_CASE(places_of_consecutive_numbers) {
    double numbers[] = {1, 2, 3}, front = 4;
    const detail::consecutive<double> all{numbers};
    BOOST_TEST(all[0] == numbers);
    BOOST_TEST(all[2] == numbers + 2);
    const detail::consecutive_behind<double> behind{&front, numbers};
    BOOST_TEST(behind[0] == &front);
    BOOST_TEST(behind[3] == numbers + 2);
    const auto listed = detail::pointers_to<double, 4>(behind);
    BOOST_TEST(listed.argument()[0] == &front);
    BOOST_TEST(listed.argument()[1] == numbers);
}

BOOST_AUTO_TEST_CASE(programs_on_numbers_take_them_in_a_row) {
    using pass = decltype(value_and_gradient(x * x * sin(y), x, y))::pass;
    static_assert(program<pass>.input_count == 2 && program<pass>.output_count == 3);
    const bool first = program<pass>.inputs[0].id == x.id;
    const double in[] = {first ? 3.0 : 0.5, first ? 0.5 : 3.0};
    double value = 0, by[2] = {};
    detail::run<program<pass>>(detail::consecutive<const double>{in},
                               detail::consecutive_behind<double>{&value, by});
    BOOST_TEST(value == 9 * std::sin(0.5), boost::test_tools::tolerance(1e-15));
    BOOST_TEST(by[0] == 6 * std::sin(0.5), boost::test_tools::tolerance(1e-15));
    BOOST_TEST(by[1] == 9 * std::cos(0.5), boost::test_tools::tolerance(1e-15));
}

// A program with vectors inside needs pointers, though what goes in and out are numbers.
BOOST_AUTO_TEST_CASE(programs_on_arrays_take_them_in_a_row_too) {
    constexpr auto u = concat(x, y);
    using pass = decltype(value_and_gradient(log_sum_exp(concat(u, u)), x, y))::pass;
    static_assert(!works_on_numbers<program<pass>>, "it works on arrays");
    const double in[] = {0.5, 0.5};
    double value = 0, by[2] = {};
    detail::run<program<pass>>(detail::consecutive<const double>{in},
                               detail::consecutive_behind<double>{&value, by});
    BOOST_TEST(value == 0.5 + std::log(4.0), boost::test_tools::tolerance(1e-15));
    BOOST_TEST(by[0] == 0.5, boost::test_tools::tolerance(1e-15));
    BOOST_TEST(by[1] == 0.5, boost::test_tools::tolerance(1e-15));
}
