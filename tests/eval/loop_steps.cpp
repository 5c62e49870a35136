#include <ctgrad/eval/loop_steps.hpp>

#include <ctgrad/ctgrad.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

// W x is so large that it is made for many steps at once, whatever the registers of the machine; no
// vector fills whole ones.
constexpr int hidden = 42, inputs = 107;
constexpr auto h = vector<"h", hidden>;
constexpr auto x = vector<"x", inputs>;
constexpr auto W = matrix<"W", hidden, inputs>;
constexpr auto U = matrix<"U", hidden, hidden>;

/// Registers against plain code, for so many steps: every result of a loop and, with Gradient, both
/// directions.
template <int Steps, bool Gradient> void check() {
    constexpr auto X = matrix<"X", Steps, inputs>;
    constexpr auto next = tanh(W * x - U * h);
    constexpr auto run = scan<Steps>(carry(h, 0.1_c * element(X, 0_c, 0_c) * sum(X) * exp(h), next),
                                     each(x, X), accumulate(outer(h, x)), emit(next));
    constexpr auto loss = squared_norm(run.output()) + sum(run.total()) + sum(run.last(h));
    tensor<float, hidden, inputs> w;
    tensor<float, hidden, hidden> u;
    tensor<float, Steps, inputs> rows_of_x;
    tensor<float, hidden> start;
    tensor<long double, hidden, inputs> exact_w;
    tensor<long double, hidden, hidden> exact_u;
    tensor<long double, Steps, inputs> exact_x;
    tensor<long double, hidden> exact_start;
    const auto fill = [](auto& to, auto& exact, float scale) {
        for (std::size_t i = 0; i < to.size(); ++i)
            exact.data()[i] = to.data()[i] = scale * std::sin(static_cast<float>(i));
    };
    fill(w, exact_w, .2f), fill(u, exact_u, .2f), fill(rows_of_x, exact_x, .2f);
    fill(start, exact_start, .1f);
    const auto close = [&](const float* a, const long double* b, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i)
            BOOST_TEST_REQUIRE(std::abs(a[i] - b[i]) <= 1e-4L * (1 + std::abs(b[i])));
    };
    if constexpr (Gradient) {
        const auto f = value_and_gradient(loss, W, U, X);
        const auto found = f(W = w, U = u, X = rows_of_x, h = start);
        const auto expected = f(W = exact_w, U = exact_u, X = exact_x, h = exact_start);
        const auto same = [&](auto variable) {
            const auto& part = found.gradient[variable];
            close(part.data(), expected.gradient[variable].data(), part.size());
        };
        close(&found.value, &expected.value, 1);
        same(W), same(U), same(X);
    } else {
        const float found = loss(W = w, U = u, X = rows_of_x, h = start);
        const long double expected = loss(W = exact_w, U = exact_u, X = exact_x, h = exact_start);
        close(&found, &expected, 1);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(steps_by_registers_give_what_plain_code_gives) {
    check<1, false>();  // a state goes from its start to its result
    check<70, true>();  // matrices are transposed, outer products wait, some of them to the end
}

namespace {

constexpr int steps = 45, longer = hidden + 1, wider = 2 * hidden;
constexpr auto X = matrix<"X", steps, inputs>;
constexpr auto h0 = vector<"h0", hidden>;
constexpr auto y = vector<"y", wider>;
constexpr auto Y = matrix<"Y", wider, hidden>;
constexpr auto g = vector<"g", longer>;
constexpr auto g0 = vector<"g0", longer>;
constexpr auto V = matrix<"V", longer, wider>;
constexpr auto n = length_up_to<"n", steps>;

/// Two layers, of which the second runs from the last row to the first. Products with the rows of
/// both are made ahead; on the way back, all that goes to them is made behind.
constexpr auto layers(auto... more) {
    const auto next = tanh(W * x + U * h);
    const auto below = scan<steps>(carry(h, h0, next), each(x, X), emit(Y * next), n, more...);
    const auto above =
        scan_backward<steps>(carry(g, g0, tanh(V * y + g)), each(y, below.output()), n, more...);
    return squared_norm(above.last(g)) + sum(below.last(h));
}

constexpr auto all = boost::hana::make_tuple(W, U, Y, V, h0, g0, X);
template <class T> using numbers = parameters_for<T, std::remove_const_t<decltype(all)>>;

template <class Numbers> void gradient_of(auto f, Numbers& at, int length, Numbers& to) {
    const auto found = value_and_gradient(f, W, U, Y, V, h0, g0,
                                          X)(W = at[W], U = at[U], Y = at[Y], V = at[V],
                                             h0 = at[h0], g0 = at[g0], X = at[X], n = length);
    const auto copy = [&](auto... v) { (std::ranges::copy(found.gradient[v], to[v].data()), ...); };
    copy(W, U, Y, V, h0, g0, X);
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_made_for_many_steps_is_made_for_those_that_run) {
    static numbers<double> at, found, fewer;
    static numbers<long double> exact, expected;
    const auto for_each_number = [](auto act) {
        const auto each_of = [&](auto... u) {
            const auto one = [&](auto v) {
                for (int i = 0; i < decltype(v)::extent().size(); ++i) act(v, i);
            };
            (one(u), ...);
        };
        each_of(W, U, Y, V, h0, g0, X);
    };
    for_each_number([i = 0.](auto v, int k) mutable {
        exact[v].data()[k] = at[v].data()[k] = .2 * std::sin(i++);
    });
    constexpr int length = 38;  // rows behind it are not looked at
    for (int i = length * inputs; i < steps * inputs; ++i)
        at[X].data()[i] = std::numeric_limits<double>::quiet_NaN();
    gradient_of(layers(), at, length, found);
    gradient_of(layers(checkpoint<10>()), at, length, fewer);
    gradient_of(layers(), exact, length, expected);
    for_each_number([](auto v, int k) {
        const double one = found[v].data()[k];
        BOOST_TEST_REQUIRE(std::abs(one - expected[v].data()[k]) <= 1e-12L);
        BOOST_TEST_REQUIRE(one == fewer[v].data()[k]);
    });
}
