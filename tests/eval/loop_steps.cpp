#include <ctgrad/eval/loop_steps.hpp>

#include <ctgrad/ctgrad.hpp>

#include <cmath>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
namespace inner = ctgrad::detail;

namespace {

constexpr int hidden = 6, inputs = 9;
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
    fill(w, exact_w, .5f), fill(u, exact_u, .3f), fill(rows_of_x, exact_x, .2f);
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
    check<37, true>();  // matrices are transposed, outer products wait, some of them to the end
}

BOOST_AUTO_TEST_CASE(outer_products_wait_in_the_first_level_cache) {
    static_assert(inner::deferred_runs(16) == 64);
    static_assert(inner::deferred_runs(128) == 32);
    static_assert(inner::deferred_runs(100000) == 8);
}
