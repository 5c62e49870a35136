#include <ctgrad/expr/length.hpp>

#include <ctgrad/check/boost_test.hpp>
#include <ctgrad/ctgrad.hpp>

#include <array>
#include <limits>
#include <string>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr int most = 5;

constexpr auto n = length_up_to<"n", most>;
constexpr auto s = scalar<"s">;
constexpr auto q = scalar<"q">;
constexpr auto u = scalar<"u">;
constexpr auto a = scalar<"a">;
constexpr auto s0 = scalar<"s0">;
constexpr auto v = vector<"v", most>;
constexpr auto h = vector<"h", 2>;
constexpr auto x = vector<"x", 2>;
constexpr auto U = matrix<"U", 2, 2>;
template <int T> constexpr auto X = matrix<"X", T, 2>;

constexpr double recurrent[2][2] = {{.3, -.2}, {.5, .7}};
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// Two states, a mean, an output, and a loop on top that runs the other way.
template <int T> constexpr auto loss_of(auto... clauses) {
    const auto next = tanh(x + U * h);
    const auto run = scan<T>(carry(h, 0_c * h, next), carry(s, s0, s + dot(next, h)), each(x, X<T>),
                             emit(next), accumulate(s * next), clauses...);
    const auto back =
        scan_backward<T>(clauses..., carry(h, run.last(h), U * h + x), each(x, run.output()));
    return sum(run.mean()) + run.last(s) * sum(square(run.output())) + sum(run.last_output()) +
           squared_norm(back.last(h));
}

/// Of a program for T steps alone, and of one that is told them, with no numbers behind the last.
template <int T> void check_steps(auto of_any) {
    double exact[T][2], padded[most][2];
    for (int t = 0; t < most; ++t)
        for (int k = 0; k < 2; ++k)
            padded[t][k] = t < T ? (exact[t][k] = .3 * t - .2 * k) : missing;
    const auto one =
        value_and_gradient(loss_of<T>(), U, s0, X<T>)(U = recurrent, s0 = .6, X<T> = exact);
    const auto other = of_any(X<most> = padded, s0 = .6, n = T, U = recurrent);
    const auto close = boost::test_tools::tolerance(1e-14);
    BOOST_TEST(one.value == other.value, close);
    BOOST_TEST(one.gradient[s0] == other.gradient[s0], close);
    for (std::size_t i = 0; i < 4; ++i)
        BOOST_TEST(one.gradient[U].data()[i] == other.gradient[U].data()[i], close);
    for (std::size_t i = 0; i < 2 * most; ++i)
        BOOST_TEST(other.gradient[X<most>].data()[i] ==
                       (i < 2 * T ? one.gradient[X<T>].data()[i] : 0),
                   close);
}

/// Numbers that count how often they are multiplied.
struct counting {
    double value;
    static inline int products = 0;
    constexpr counting(double number = 0) : value(number) {}
    constexpr explicit counting(std::int64_t number) : value(static_cast<double>(number)) {}
    constexpr explicit counting(int number) : value(number) {}
    constexpr explicit operator double() const { return value; }
    friend counting operator+(counting l, counting r) { return l.value + r.value; }
    friend counting operator*(counting l, counting r) { return ++products, l.value * r.value; }
    friend counting operator/(counting l, counting r) { return l.value / r.value; }
    friend bool operator<(counting l, counting r) { return l.value < r.value; }
    [[maybe_unused]] friend constexpr bool operator==(counting l, counting r) {
        return l.value == r.value;
    }
};

void check_refused(const auto& call, const std::string& text) {
    BOOST_CHECK_EXCEPTION(call(), std::invalid_argument, [&](const std::exception& e) {
        BOOST_TEST(e.what() == text);
        return true;
    });
}

}  // namespace

BOOST_AUTO_TEST_CASE(one_program_is_that_of_every_number_of_steps) {
    constexpr auto of_any = value_and_gradient(loss_of<most>(n), U, s0, X<most>);
    constexpr auto with_checkpoints =
        value_and_gradient(loss_of<most>(checkpoint<2>(), n), U, s0, X<most>);
    check_steps<1>(of_any);
    check_steps<4>(of_any);
    check_steps<4>(with_checkpoints);
}

BOOST_AUTO_TEST_CASE(gradients_are_right_for_every_length_and_so_are_second_ones) {
    // With a scan inside that is told another one.
    constexpr auto m = length_up_to<"m", 3>;
    constexpr auto told = scan<3>(m, carry(q, s, sin(a * q) * u)).last(q);
    constexpr auto run = scan<most>(n, carry(s, s0, told), each(u, v), accumulate(a * s));
    constexpr auto f = run.last(s) * run.mean();
    constexpr std::array<double, most> numbers{.1, .5, -.3, .7, -.9};
    for (const int steps : {1, 3, 5})
        BOOST_TEST(gradient_matches(f, a = .7, n = steps, s0 = .4, v = numbers, m = 2));
    BOOST_TEST(gradient_matches(diff(f, s0), boost::hana::make_tuple(a), a = .7, n = 3, s0 = .4,
                                v = numbers, m = 3));
}

BOOST_TEST_DECORATOR(*boost::unit_test::tolerance(1e-14))
BOOST_AUTO_TEST_CASE(unrolled_steps_are_chosen_and_outputs_of_others_are_zeros) {
    constexpr auto cell = [](auto run) {
        return run(carry(s, s0, s * u + a), each(u, v), accumulate(square(s)), emit(s + 1_c));
    };
    constexpr auto forward = cell([](auto... c) { return scan<most>(n, c...); });
    constexpr auto backward = cell([](auto... c) { return scan_backward<most>(n, c...); });
    constexpr auto written = cell([](auto... c) { return unroll<most>(n, c...); });
    constexpr auto turned = cell([](auto... c) { return unroll_backward<most>(n, c...); });
    constexpr std::array<double, most> numbers{2, 3, 4, missing, missing};
    const auto same = [&](auto one, auto other) {
        for (const int steps : {1, 2, 3}) {
            const auto y = one.output()(n = steps, v = numbers, a = 1., s0 = 1.);
            const auto z = other.output()(n = steps, v = numbers, a = 1., s0 = 1.);
            for (std::size_t t = 0; t < most; ++t) {
                BOOST_TEST(y[t] == z[t]);
                BOOST_TEST((y[t] == 0) == (t >= static_cast<std::size_t>(steps)));
            }
            const auto f = [](auto run) { return run.last(s) + run.mean() + run.last_output(); };
            BOOST_TEST(f(one)(n = steps, v = numbers, a = 1., s0 = 1.) ==
                       f(other)(n = steps, v = numbers, a = 1., s0 = 1.));
        }
    };
    same(forward, written);
    same(backward, turned);
    static_assert(forward.last(s)(n = 2, v = numbers, a = 1., s0 = 1.) == 10, "(1 2 + 1) 3 + 1");
    static_assert(backward.last(s)(n = 2, v = numbers, a = 1., s0 = 1.f) == 9, "(1 3 + 1) 2 + 1");
    static_assert(text(scan<most>(n, carry(s, s0, a * s)).last(s)) ==
                      "element(scan<n <= 5>(s = s0: s = a * s), 0)",
                  "it says so");
}

BOOST_AUTO_TEST_CASE(what_it_costs_goes_by_the_steps_that_run) {
    constexpr auto many = length_up_to<"many", 1000>;
    constexpr auto w = vector<"w", 1000>;
    constexpr auto f = scan<1000>(many, carry(s, s0, a * s + u), each(u, w)).last(s);
    const tensor<counting, 1000> given{};
    const auto products = [&](int steps) {
        counting::products = 0;
        static_cast<void>(value_and_gradient(f, a, w)(many = steps, a = counting(.5),
                                                      s0 = counting(1.), w = given));
        return counting::products;
    };
    BOOST_TEST(products(10) > 0);
    BOOST_TEST(products(10) < 50);
    BOOST_TEST(products(30) - products(20) == products(20) - products(10));
}

BOOST_AUTO_TEST_CASE(outputs_of_any_shape_are_picked_from_the_last_step) {
    constexpr auto run = scan<most>(n, carry(h, x, U * h), emit(outer(h, U * h)));
    constexpr auto fixed = scan<2>(carry(h, x, U * h), emit(outer(h, U * h)));
    const double start[] = {3, 7};
    const auto one = run.last_output()(n = 2, U = recurrent, x = start);
    const auto other = fixed.last_output()(U = recurrent, x = start);
    static_assert(std::is_same_v<decltype(one), decltype(other)>, "matrix 2 x 2");
    for (std::size_t i = 0; i < 4; ++i) BOOST_TEST(one.data()[i] == other.data()[i]);
}

BOOST_AUTO_TEST_CASE(other_numbers_of_steps_are_refused_with_a_sentence) {
    constexpr auto f = scan<most>(n, carry(s, s0, a * s)).last(s);
    const auto call = [&](auto steps) {
        return [=] { return value_and_gradient(f, a)(s0 = 1., n = steps, a = 2.); };
    };
    const std::string reason = ": a number of steps is a whole number from 1 to 5";
    BOOST_TEST(call(5L)().value == 32);
    BOOST_TEST(call(static_cast<signed char>(2))().value == 4);
    check_refused(call(0), "n = 0" + reason);
    check_refused(call(6U), "n = 6" + reason);
    check_refused(call(2.5), "n = 2.5" + reason);
    check_refused(call(-1.f), "n = -1" + reason);
    check_refused(call(missing), "n = NaN" + reason);
    check_refused(call(1e300), "n = 10^15 or more" + reason);
    double result[1], points[1] = {2};
    check_refused([&] { over_points(f)(result, a = rows(points), s0 = 1., n = 9); },
                  "n = 9" + reason);
    over_points(f)(result, a = rows(points), s0 = 1., n = 3);
    BOOST_TEST(result[0] == 8);
}
