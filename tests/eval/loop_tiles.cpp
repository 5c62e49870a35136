#include <ctgrad/eval/loop_tiles.hpp>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/nn/recurrent.hpp>

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

using numbers = std::vector<float>;

numbers waves(std::size_t size, float phase) {
    numbers result(size);
    for (std::size_t i = 0; i < size; ++i)
        result[i] = .5f * std::sin(.7f * static_cast<float>(i) + phase);
    return result;
}

bool close(float a, long double b) { return std::abs(a - b) <= 2e-5L * (1 + std::abs(b)); }

/// Compares a batch with its samples one by one, which in long double are run by other code. The
/// samples are a few, a part of a register, more than a tile.
template <bool Output, class Loss, class... Parameters>
void check_batch(Loss loss, const boost::hana::tuple<Parameters...>& all, auto sequence,
                 auto target) {
    parameters<float, Parameters...> values, gradient;
    parameters<long double, Parameters...> exact, sum;
    for (std::size_t i = 0; i < values.size(); ++i)
        values.data()[i] = .4f * std::sin(1.3f * static_cast<float>(i));
    const auto copy = [&](auto variable) {
        const auto from = values[variable];
        std::copy(from.data(), from.data() + from.size(), exact[variable].data());
    };
    (copy(Parameters{}), ...);
    auto step = make_batch_gradient<float>(loss, all);
    constexpr auto row = static_cast<std::size_t>(decltype(sequence)::extent().size());
    constexpr auto wide = static_cast<std::size_t>(decltype(target)::extent().size());
    for (const std::size_t count : {std::size_t{2}, std::size_t{7}, std::size_t{70}}) {
        const numbers x = waves(count * row, 0), y = waves(count * wide, 1);
        const std::vector<long double> exact_x(x.begin(), x.end()), exact_y(y.begin(), y.end());
        numbers losses(count);
        const float mean = step(values, gradient, sequence = rows(x), target = rows(y));
        if constexpr (Output)
            make_batch_output<float>(loss, all)(values, losses, sequence = rows(x),
                                                target = rows(y));
        for (std::size_t k = 0; k < sum.size(); ++k) sum.data()[k] = 0;
        long double total = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const auto r = value_and_gradient(loss, Parameters{}...)(
                (Parameters{} = exact[Parameters{}])...,
                sequence = std::span<const long double, row>(exact_x.data() + i * row, row),
                target = std::span<const long double, wide>(exact_y.data() + i * wide, wide));
            if constexpr (Output) BOOST_TEST(close(losses[i], r.value));
            total += r.value / static_cast<long double>(count);
            const auto add = [&]<class Variable>(Variable variable) {
                const auto& slope = r.gradient[variable];
                long double* const to = sum[variable].data();
                if constexpr (Variable::extent().rank == 0)
                    *to += slope / static_cast<long double>(count);
                else
                    for (std::size_t k = 0; k < slope.size(); ++k)
                        to[k] += slope.data()[k] / static_cast<long double>(count);
            };
            (add(Parameters{}), ...);
        }
        BOOST_TEST(close(mean, total));
        const auto compare = [&](auto variable) {
            const auto found = gradient[variable];
            for (int k = 0; k < static_cast<int>(found.size()); ++k)
                BOOST_TEST_REQUIRE(close(found.data()[k], sum[variable].data()[k]),
                                   count << " samples, " << text(variable) << " " << k << ": "
                                         << found.data()[k] << " is not "
                                         << sum[variable].data()[k]);
        };
        (compare(Parameters{}), ...);
    }
}

constexpr int inputs = 5, hidden = 18, steps = 9;  // no whole registers
constexpr auto x = vector<"x", inputs>;
constexpr auto h = vector<"h", hidden>;
constexpr auto m = vector<"m", hidden>;
constexpr auto X = matrix<"X", steps, inputs>;
constexpr auto h0 = vector<"h0", hidden>;
constexpr auto E = matrix<"E", steps, hidden>;  // rows that all samples share
constexpr auto e = vector<"e", hidden>;
constexpr auto y = vector<"y", hidden>;

}  // namespace

BOOST_AUTO_TEST_CASE(gates_parameters_of_the_start_and_shared_rows) {
    // So many inputs that of one sample their products are made for many steps at once.
    constexpr int many = 58;
    constexpr auto v = vector<"v", many>;
    constexpr auto V = matrix<"V", steps, many>;
    constexpr auto W = matrix<"W", 4 * hidden, many>;
    constexpr auto U = matrix<"U", 4 * hidden, hidden>;
    constexpr auto b = vector<"b", 4 * hidden>;
    constexpr auto c = vector<"c", 4 * hidden>;
    constexpr auto next = nn::lstm_cell(v, h, m, W, U, b, c);
    // The target is the state of a sample to start from, too; every step adds to the loss.
    constexpr auto run =
        scan<steps>(carry(h, h0, next.h + e), carry(m, y, next.c), each(v, V), each(e, E),
                    accumulate(squared_norm(next.h - y)), emit(next.h));
    constexpr auto loss = sqrt(run.total()) + squared_norm(run.last(m)) +
                          0.01_c * squared_norm(exp(W)) + sum(run.output());
    check_batch<true>(loss, boost::hana::make_tuple(W, U, b, c, h0, E), V, y);
}

BOOST_AUTO_TEST_CASE(loops_behind_each_other_and_states_of_any_shape) {
    constexpr auto A = matrix<"A", hidden, inputs>;
    constexpr auto P = matrix<"P", inputs, inputs>;
    constexpr auto Q = matrix<"Q", inputs, inputs>;
    constexpr auto s = scalar<"s">;
    constexpr auto a = scalar<"a">;
    constexpr auto first = scan<steps>(carry(P, exp(a) * Q, P + outer(x, x)),
                                       carry(s, a, tanh(s + dot(x, P * x))), each(x, X), emit(s));
    constexpr auto second =
        scan_backward<steps>(carry(h, y, tanh(A * x + s * h)), each(x, X), each(s, first.output()));
    constexpr auto loss = squared_norm(second.last(h) - y) + first.last(s) * a;
    check_batch<false>(loss, boost::hana::make_tuple(A, a, Q), X, y);
}
