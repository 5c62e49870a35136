// ctgrad: a scan, and its gradient.

#include <algorithm>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/nn/recurrent.hpp>
#include <span>

#include "contestant.hpp"

namespace bench {

namespace {

using namespace ctgrad;
using namespace ctgrad::literals;

template <task What> constexpr auto x = vector<"x", What.inputs>;
template <task What> constexpr auto h = vector<"h", What.hidden>;
template <task What> constexpr auto m = vector<"m", What.hidden>;
template <task What> constexpr auto W = matrix<"W", What.gates(), What.inputs>;
template <task What> constexpr auto U = matrix<"U", What.gates(), What.hidden>;
template <task What> constexpr auto b = vector<"b", What.gates()>;
template <task What> constexpr auto c = vector<"c", What.gates()>;
template <task What> constexpr auto X = matrix<"X", What.steps, What.inputs>;
template <task What> constexpr auto y = vector<"y", What.hidden>;

/// The state behind the last step.
template <task What> constexpr auto last_state() {
    constexpr auto zero = 0_c * y<What>;
    if constexpr (What.kind == cell::lstm) {
        constexpr auto next =
            nn::lstm_cell(x<What>, h<What>, m<What>, W<What>, U<What>, b<What>, c<What>);
        return scan<What.steps>(carry(h<What>, zero, next.h), carry(m<What>, zero, next.c),
                                each(x<What>, X<What>))
            .last(h<What>);
    } else {
        constexpr auto next = nn::elman_cell(x<What>, h<What>, W<What>, U<What>, b<What>, c<What>);
        return scan<What.steps>(carry(h<What>, zero, next), each(x<What>, X<What>)).last(h<What>);
    }
}

template <task What> struct training final : contestant {
    static constexpr auto all = boost::hana::make_tuple(W<What>, U<What>, b<What>, c<What>);
    static constexpr auto mean = squared_norm(last_state<What>() - y<What>);
    using weights_type = parameters_for<float, std::remove_const_t<decltype(all)>>;

    weights_type weights, slope;
    decltype(make_batch_gradient<float>(mean, all)) step_of = make_batch_gradient<float>(mean, all);
    typename decltype(step_of)::loss_type loss_of;
    numbers inputs, targets, losses;

    explicit training(const problem& p) : inputs(p.x), targets(p.y) {
        std::ranges::copy(p.w, weights[W<What>].data());
        std::ranges::copy(p.u, weights[U<What>].data());
        std::ranges::copy(p.b, weights[b<What>].data());
        std::ranges::copy(p.c, weights[c<What>].data());
        losses.resize(static_cast<std::size_t>(What.batch));
    }
    float loss() override {
        loss_of(weights, std::span<float>(losses), X<What> = rows(inputs), y<What> = rows(targets));
        float sum = 0;
        for (const float one : losses) sum += one;
        return sum / What.batch;
    }
    float gradient() override {
        return step_of(weights, slope, X<What> = rows(inputs), y<What> = rows(targets));
    }
    numbers result() const override {
        numbers found;
        const auto append = [&](const auto& part) {
            for (const float u : part) found.push_back(u);
        };
        append(slope[W<What>]), append(slope[U<What>]), append(slope[b<What>]);
        append(slope[c<What>]);
        return found;
    }
};

/// Weights lie column by column, as Eigen has them: a step waits for the one before it, and sums
/// over the columns are there sooner than those along rows.
template <task What> struct stream final : contestant {
    static constexpr int n = What.hidden, gates = What.gates();
    static constexpr auto V = matrix<"V", What.inputs, gates>;
    static constexpr auto R = matrix<"R", n, gates>;
    static constexpr bool two = What.kind == cell::lstm;
    static constexpr auto s = vector < "s", two ? 2 * n : n > ;
    static constexpr auto next() {
        if constexpr (two) {
            constexpr auto made = nn::lstm_cell(x<What>, slice<0, n>(s), slice<n, n>(s),
                                                transpose(V), transpose(R), b<What>, c<What>);
            return concat(made.h, made.c);
        } else return nn::gru_cell(x<What>, s, transpose(V), transpose(R), b<What>, c<What>);
    }
    static constexpr auto next_state = next();

    tensor<float, What.inputs, gates> w;
    tensor<float, n, gates> u;
    tensor<float, gates> first, second;
    tensor<float, two ? 2 * n : n> state{};
    numbers inputs;

    explicit stream(const problem& p) : inputs(p.x) {
        for (int i = 0; i < gates; ++i) {
            for (int j = 0; j < What.inputs; ++j)
                w(j, i) = p.w[static_cast<std::size_t>(i * What.inputs + j)];
            for (int j = 0; j < n; ++j) u(j, i) = p.u[static_cast<std::size_t>(i * n + j)];
        }
        std::ranges::copy(p.b, first.data());
        std::ranges::copy(p.c, second.data());
    }
    void step(int at) override {
        const std::span<const float, What.inputs> input(inputs.data() + at * What.inputs,
                                                        What.inputs);
        state =
            next_state(x<What> = input, s = state, V = w, R = u, b<What> = first, c<What> = second);
    }
    numbers result() const override { return {state.begin(), state.end()}; }
};

}  // namespace

std::unique_ptr<contestant> make_ctgrad(const problem& p) {
    if (p.what == lstm_task) return std::make_unique<training<lstm_task>>(p);
    if (p.what == elman_task) return std::make_unique<training<elman_task>>(p);
    if (p.what == sequence_task) return std::make_unique<training<sequence_task>>(p);
    if (p.what == gru_stream) return std::make_unique<stream<gru_stream>>(p);
    if (p.what == odd_stream) return std::make_unique<stream<odd_stream>>(p);
    return std::make_unique<stream<lstm_stream>>(p);
}

}  // namespace bench
