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

namespace {

/// Variables v00 ... v39: more than are passed as parameters.
template <int I> constexpr auto name_of_one_of_many() {
    const char digits[] = {'v', '0' + I / 10, '0' + I % 10, 0};
    return core::label<4>(digits);
}
template <int I> constexpr auto one_of_many = scalar<name_of_one_of_many<I>()>;

/// How many numbers are wrong: of the sum of I v_I^2 / 2 and its derivatives I v_I. Every other
/// variable is bound to a whole number, which is converted.
template <int... I> constexpr int wrong_of_many(std::integer_sequence<int, I...>) {
    constexpr auto f = ((0.5_c * std::integral_constant<int, I>{} * square(one_of_many<I>)) + ...);
    const auto number = []<int K>(std::integral_constant<int, K>) {
        if constexpr (K % 2 == 0) return K + 1;
        else return K + 1.0;
    };
    const auto r = value_and_gradient(f, one_of_many<I>...)(
        (one_of_many<I> = number(std::integral_constant<int, I>{}))...);
    double value = 0;
    ((value += 0.5 * I * (I + 1) * (I + 1)), ...);
    int wrong = r.value == value ? 0 : 1;
    ((wrong += r.gradient[one_of_many<I>] == I * (I + 1.0) ? 0 : 1), ...);
    return wrong;
}

}  // namespace

BOOST_AUTO_TEST_CASE(many_variables_are_bound_to_numbers_of_several_types) {
    static_assert(wrong_of_many(std::make_integer_sequence<int, 40>{}) == 0, "while compiling");
    BOOST_TEST(wrong_of_many(std::make_integer_sequence<int, 40>{}) == 0);
    BOOST_TEST(wrong_of_many(std::make_integer_sequence<int, 33>{}) == 0);
    BOOST_TEST(wrong_of_many(std::make_integer_sequence<int, 32>{}) == 0);
}
