#include <ctgrad/nn/truncated.hpp>

#include <ctgrad/ctgrad.hpp>

#include <array>
#include <cmath>
#include <span>
#include <string_view>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

// Two states, one of which starts with a parameter.
constexpr auto s = scalar<"s">;
constexpr auto p = ctgrad::vector<"p", 2>;
constexpr auto u = ctgrad::vector<"u", 2>;
constexpr auto y = scalar<"y">;
constexpr auto a = scalar<"a">;
constexpr auto s0 = scalar<"s0">;

constexpr auto next_s = tanh(a * s + sum(hadamard(p, u)));
constexpr auto next_p = a * p + 0.1_c * s * u;
constexpr auto loss = square(next_s - y);
constexpr auto parameters_of_loss = boost::hana::make_tuple(a, s0);

constexpr int total = 12;

double given(int t, int i) { return std::sin(1.3 * t + i); }
double wanted(int t) { return std::cos(.7 * t); }

/// By hand: the derivatives by a and s0 go forward with the state, from a step on.
struct hand {
    double s = 0, p[2] = {};
    double s_by_a = 0, p_by_a[2] = {}, s_by_s0 = 0, p_by_s0[2] = {};

    void forget() { s_by_a = s_by_s0 = p_by_a[0] = p_by_a[1] = p_by_s0[0] = p_by_s0[1] = 0; }
    void step(double at_a, int t) {
        double sum = at_a * s, by_a = s + at_a * s_by_a, by_s0 = at_a * s_by_s0;
        for (int i = 0; i < 2; ++i) {
            sum += p[i] * given(t, i);
            by_a += p_by_a[i] * given(t, i);
            by_s0 += p_by_s0[i] * given(t, i);
        }
        for (int i = 0; i < 2; ++i) {
            p_by_a[i] = p[i] + at_a * p_by_a[i] + .1 * s_by_a * given(t, i);
            p_by_s0[i] = at_a * p_by_s0[i] + .1 * s_by_s0 * given(t, i);
            p[i] = at_a * p[i] + .1 * s * given(t, i);
        }
        s = std::tanh(sum);
        s_by_a = (1 - s * s) * by_a;
        s_by_s0 = (1 - s * s) * by_s0;
    }
};

bool says(const std::exception& e, std::string_view sentence) { return e.what() == sentence; }

/// All calls for 12 steps, and one for fewer than K1 at the end, against a truncation by hand,
/// where a changes from call to call.
template <int K1, int K2> void check() {
    auto step = nn::make_truncated_gradient<double, K1, K2>(
        loss, parameters_of_loss, carry(s, s0, next_s), carry(p, 0_c * p, next_p));
    using weights_type = typename decltype(step)::parameters_type;
    weights_type weights, gradient;
    weights[a][0] = .6;
    weights[s0][0] = .3;
    hand window;  // the state before the window
    int begin = 0;
    for (int done = 0; done < total + K1 - 1;) {
        const int count = done < total ? K1 : K1 - 1, now = done + count;
        double inputs[K1][2], targets[K1];
        for (int t = 0; t < count; ++t) {
            for (int i = 0; i < 2; ++i) inputs[t][i] = given(done + t, i);
            targets[t] = wanted(done + t);
        }
        const auto size = static_cast<std::size_t>(count);
        const double value = step(weights, gradient, u = rows(std::span(&inputs[0][0], 2 * size)),
                                  y = rows(std::span(targets, size)));
        while (begin < done + K1 - K2)
            window.step(weights[a][0] + .1, begin++);  // with a as it was
        if (begin == 0) window.s = weights[s0][0];
        hand h = window;
        h.forget();
        h.s_by_s0 = begin == 0;
        double expected = 0, by_a = 0, by_s0 = 0;
        for (int t = begin; t < now; ++t) {
            h.step(weights[a][0], t);
            if (t < done) continue;
            const double off = h.s - wanted(t);
            expected += off * off / count;
            by_a += 2 * off * h.s_by_a / count;
            by_s0 += 2 * off * h.s_by_s0 / count;
        }
        const auto close = boost::test_tools::tolerance(1e-12);
        BOOST_TEST(value == expected, close);
        BOOST_TEST(gradient[a][0] == by_a, close);
        BOOST_TEST(gradient[s0][0] == by_s0, close);
        BOOST_TEST(step.state(s)[0] == h.s, close);
        BOOST_TEST(step.state(p)[1] == h.p[1], close);
        weights[a][0] -= .1;
        done = now;
    }
    const double row[] = {1, 2};
    const auto call = [&](auto targets) {
        step(weights, gradient, u = rows(row), y = rows(targets));
    };
    BOOST_CHECK_EXCEPTION(call(std::array<double, 1>{}), std::invalid_argument, [](auto& e) {
        return says(e, "u = rows(...): fewer than k1 rows have ended the sequence; the next one "
                       "begins with reset()");
    });
    step.reset();
    BOOST_CHECK_EXCEPTION(call(std::array<double, 2>{}), std::invalid_argument, [](auto& e) {
        return says(e,
                    "y = rows(...): the number of steps must be that of the other rows, 1, not 2");
    });
    call(std::array<double, 1>{});
}

}  // namespace

BOOST_AUTO_TEST_CASE(gradients_go_back_through_k2_steps_every_k1) {
    check<3, 3>();
    check<3, 5>();
    check<2, 6>();
}

BOOST_AUTO_TEST_CASE(one_window_is_the_whole_sequence_and_updates_are_clipped) {
    constexpr auto h = ctgrad::vector<"h", 2>;
    constexpr auto x = ctgrad::vector<"x", 1>;
    constexpr auto W = matrix<"W", 2, 1>;
    constexpr auto U = matrix<"U", 2, 2>;
    constexpr auto b = ctgrad::vector<"b", 2>;
    constexpr auto X = matrix<"X", total, 1>;
    constexpr auto next = nn::elman_cell(x, h, W, U, b, b);
    constexpr auto all = boost::hana::make_tuple(W, U, b);
    auto step = nn::make_truncated_gradient<double, total, total>(squared_norm(next), all,
                                                                  carry(h, 0_c * h, next));
    auto full = make_batch_gradient<double>(
        scan<total>(carry(h, 0_c * h, next), each(x, X), accumulate(squared_norm(next))).total() /
            std::integral_constant<int, total>{},
        all);
    parameters_for<double, decltype(all)> weights, gradient, expected;
    for (int i = 0; double& w : weights.all()) w = std::sin(i++);
    std::vector<double> numbers(total);
    for (int t = 0; double& n : numbers) n = given(t++, 0);
    for (int again = 0; again < 2; ++again) {
        BOOST_TEST(step(weights, gradient, x = rows(numbers)) ==
                       full(weights, expected, X = rows(numbers)),
                   boost::test_tools::tolerance(1e-14));
        for (std::size_t i = 0; i < gradient.size(); ++i)
            BOOST_TEST(gradient.data()[i] == expected.data()[i],
                       boost::test_tools::tolerance(1e-13));
        step.reset();
    }
    // The next sequence of as many steps begins in a state that is given.
    const std::array<double, 2> start{.5, -.25};
    step.reset(h = start);
    BOOST_TEST(step.state(h)[1] == -.25);
    BOOST_TEST(step(weights, gradient, x = rows(numbers)) !=
               full(weights, expected, X = rows(numbers)));
    BOOST_CHECK_EXCEPTION(step.reset(h = std::vector<double>(3)), std::length_error, [](auto& e) {
        return says(e, "h = value: h takes 2 numbers, the value has 3");
    });
    BOOST_CHECK_EXCEPTION(
        step(weights, gradient, x = rows(std::vector<double>(13))), std::invalid_argument,
        [](auto& e) {
            return says(e,
                        "x = rows(...): a call takes k1 rows, or fewer at the end of a sequence: "
                        "1 to 12, not 13");
        });

    step.reset();
    step.clip_norm = 1e-3;
    nn::gradient_descent optimiser{.rate = 1};
    auto before = weights;
    step.update(weights, gradient, optimiser, x = rows(numbers));
    double moved = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        moved += std::pow(weights.data()[i] - before.data()[i], 2);
    BOOST_TEST(std::sqrt(moved) == 1e-3, boost::test_tools::tolerance(1e-2));
    before = weights;
    numbers[3] = std::nan("");
    BOOST_TEST(std::isnan(step.update(weights, gradient, optimiser, x = rows(numbers))));
    BOOST_TEST(std::equal(weights.all().begin(), weights.all().end(), before.data()));
}
