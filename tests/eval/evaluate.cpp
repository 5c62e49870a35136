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

namespace {

/// A state that goes in and comes out: y <- tanh(W y + x).
template <int N> constexpr auto next_state() {
    return tanh(matrix<"W", N, N> * vector<"y", N> + vector<"x", N>);
}
template <class F>
constexpr bool in_line = detail::is_short<program<detail::value_pass<F::id>>>();

}  // namespace

static_assert(in_line<decltype(next_state<16>())>);
static_assert(!in_line<decltype(next_state<128>())>, "too large for copies of its code");
static_assert(!in_line<decltype(x * y)>, "single numbers have rules of their own");

BOOST_AUTO_TEST_CASE(a_state_is_its_own_successor) {
    constexpr auto f = next_state<16>();
    tensor<double, 16, 16> w{};
    tensor<double, 16> state{}, input{}, expected{};
    for (std::size_t i = 0; i < 256; ++i)
        w.begin()[i] = 0.02 * static_cast<double>(7 * i % 11) - 0.1;
    for (std::size_t i = 0; i < 16; ++i) input[i] = 0.1 * static_cast<double>(i) - 0.7;
    for (int step = 0; step < 3; ++step) {
        state = f(matrix<"W", 16, 16> = w, vector<"y", 16> = state, vector<"x", 16> = input);
        const tensor<double, 16> before = expected;
        for (std::size_t i = 0; i < 16; ++i) {
            double sum = input[i];
            for (std::size_t j = 0; j < 16; ++j) sum += w.begin()[16 * i + j] * before[j];
            expected[i] = std::tanh(sum);
        }
    }
    for (std::size_t i = 0; i < 16; ++i)
        BOOST_TEST(state[i] == expected[i], boost::test_tools::tolerance(1e-14));
}
