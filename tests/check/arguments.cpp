#include <tuple>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <ctgrad/check/arguments.hpp>
#include <ctgrad/expr/operators.hpp>

using namespace ctgrad;
using namespace ctgrad::detail;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto f = x * x;
using F = std::remove_const_t<decltype(f)>;
using X = std::remove_const_t<decltype(x)>;
using Y = std::remove_const_t<decltype(y)>;

template <class... Values> using number_for =
    typename decltype(check_number<binding<X, Values>...>())::type;

}  // namespace

BOOST_AUTO_TEST_CASE(kinds_of_arguments) {
    static_assert(check_argument<binding<X, double>>, "bindings");
    static_assert(check_argument<boost::hana::tuple<X, Y>>, "variables");
    static_assert(check_argument<check_options>, "options");
    static_assert(!check_argument<double> && !check_argument<X>, "nothing else");
    const auto options = options_in(x = 1.0, check_options{.tolerance = 0.5}, y = 2.0);
    BOOST_TEST(options.tolerance == 0.5);
    BOOST_TEST(options_in(x = 1.0).tolerance == check_options{}.tolerance);
    BOOST_CHECK_THROW(options_in(check_options{.step = 0.0}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(variables_to_check) {
    static_assert(occurs_in<F, X>() && !occurs_in<F, Y>(), "only x is in it");
    const auto bound = std::make_tuple(y = 2.0, x = 1.0);
    static_assert(std::is_same_v<decltype(chosen<F>(std::tuple<>(), bound)), variable_list<X>>,
                  "what occurs");
    using choice = std::tuple<boost::hana::tuple<Y, X>>;
    static_assert(std::is_same_v<decltype(chosen<F>(choice(), bound)), variable_list<Y, X>>,
                  "what was chosen");
    BOOST_TEST((can_check<F>(variable_list<X>{}, type_tag<std::tuple<binding<X, double>>>{})));
}

BOOST_AUTO_TEST_CASE(types_of_numbers) {
    static_assert(std::is_same_v<number_for<float>, double>, "float is converted");
    static_assert(std::is_same_v<number_for<int>, double>, "whole numbers too");
    static_assert(std::is_same_v<number_for<double, float>, double>, "double stays");
    static_assert(std::is_same_v<number_for<std::vector<long double>, int>, long double>,
                  "the widest wins");
    static_assert(std::is_same_v<number_for<>, double>, "nothing bound");
    BOOST_TEST(true);
}
