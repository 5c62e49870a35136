// Eigen with all sizes known to the compiler, a sample per column. One product for all gates, and
// one of each kind for what all steps can share: the inputs' side of the gates, and the gradients
// by the weights. States and gates of all steps lie side by side; no temporaries.

#define EIGEN_STACK_ALLOCATION_LIMIT 0
#include <Eigen/Core>

#include "contestant.hpp"

namespace bench {

namespace {

using Eigen::Dynamic;
template <int Rows, int Columns> using matrix = Eigen::Matrix<float, Rows, Columns>;
template <int Rows, int Columns> using by_row = Eigen::Map<
    const Eigen::Matrix<float, Rows, Columns, Columns == 1 ? Eigen::ColMajor : Eigen::RowMajor>>;

template <task What> struct weights {
    matrix<What.gates(), What.inputs> w;
    matrix<What.gates(), What.hidden> u;
    matrix<What.gates(), 1> b, c, bias;

    explicit weights(const problem& p)
        : w(by_row<What.gates(), What.inputs>(p.w.data())),
          u(by_row<What.gates(), What.hidden>(p.u.data())),
          b(by_row<What.gates(), 1>(p.b.data())),
          c(by_row<What.gates(), 1>(p.c.data())),
          bias(b + c) {}
};

auto sigmoid(const auto& u) { return u.array().logistic().matrix(); }
auto tanh_of(const auto& u) { return u.array().tanh().matrix(); }

template <task What> struct training final : contestant {
    static constexpr int in = What.inputs, n = What.hidden, gates = What.gates();
    static constexpr int steps = What.steps, batch = What.batch, all = steps * batch;
    static constexpr bool is_lstm = What.kind == cell::lstm;
    using values = matrix<n, batch>;

    weights<What> of;
    matrix<in, Dynamic> x{in, all};  // step by step
    values y;
    matrix<n, Dynamic> h{n, all + batch};  // the initial states in front
    matrix<n, Dynamic> m{is_lstm ? n : 0, is_lstm ? all + batch : 0}, tanh_m = m;
    matrix<gates, Dynamic> gate{gates, all}, back{gates, all};
    values h_back, m_back;
    matrix<gates, in> w_slope;
    matrix<gates, n> u_slope;
    matrix<gates, 1> b_slope;

    explicit training(const problem& p) : of(p), y(by_row<batch, n>(p.y.data()).transpose()) {
        for (int s = 0; s < batch; ++s)
            for (int t = 0; t < steps; ++t)
                x.col(t * batch + s) =
                    Eigen::Map<const matrix<in, 1>>(p.x.data() + (s * steps + t) * in);
        h.setZero();
        m.setZero();
    }
    template <class M> static auto at(M& all_steps, int t) {
        return all_steps.template middleCols<batch>(t * batch);
    }

    float loss() override {
        gate.noalias() = of.w * x;
        gate.colwise() += of.bias;
        for (int t = 0; t < steps; ++t) {
            auto now = at(gate, t);
            now.noalias() += of.u * at(h, t);
            if constexpr (is_lstm) {
                now.template topRows<2 * n>() = sigmoid(now.template topRows<2 * n>());
                now.template middleRows<n>(2 * n) = tanh_of(now.template middleRows<n>(2 * n));
                now.template bottomRows<n>() = sigmoid(now.template bottomRows<n>());
                at(m, t + 1) =
                    now.template middleRows<n>(n).cwiseProduct(at(m, t)) +
                    now.template topRows<n>().cwiseProduct(now.template middleRows<n>(2 * n));
                at(tanh_m, t + 1) = tanh_of(at(m, t + 1));
                at(h, t + 1) = now.template bottomRows<n>().cwiseProduct(at(tanh_m, t + 1));
            } else at(h, t + 1) = tanh_of(now);
        }
        return (at(h, steps) - y).squaredNorm() / batch;
    }
    float gradient() override {
        const float mean = loss();
        h_back = (at(h, steps) - y) * (2.0f / batch);
        m_back.setZero();
        for (int t = steps - 1; t >= 0; --t) {
            auto d = at(back, t);
            if constexpr (is_lstm) {
                const auto now = at(gate, t).array();
                const auto i = now.template topRows<n>(), f = now.template middleRows<n>(n);
                const auto g = now.template middleRows<n>(2 * n), o = now.template bottomRows<n>();
                const auto made = at(tanh_m, t + 1).array();
                m_back.array() += h_back.array() * o * (1 - made.square());
                d.template topRows<n>() = m_back.array() * g * i * (1 - i);
                d.template middleRows<n>(n) = m_back.array() * at(m, t).array() * f * (1 - f);
                d.template middleRows<n>(2 * n) = m_back.array() * i * (1 - g.square());
                d.template bottomRows<n>() = h_back.array() * made * o * (1 - o);
                m_back.array() *= f;
            } else d = h_back.array() * (1 - at(h, t + 1).array().square());
            h_back.noalias() = of.u.transpose() * d;
        }
        w_slope.noalias() = back * x.transpose();
        u_slope.noalias() = back * h.template leftCols<all>().transpose();
        b_slope = back.rowwise().sum();
        return mean;
    }
    numbers result() const override {
        numbers found;
        const auto append = [&](const auto& part) {
            for (int i = 0; i < part.rows(); ++i)
                for (int j = 0; j < part.cols(); ++j) found.push_back(part(i, j));
        };
        append(w_slope), append(u_slope), append(b_slope), append(b_slope);
        return found;
    }
};

template <task What> struct stream final : contestant {
    static constexpr int in = What.inputs, n = What.hidden, gates = What.gates();
    static constexpr bool is_lstm = What.kind == cell::lstm;

    weights<What> of;
    numbers x;
    matrix<n, 1> h = matrix<n, 1>::Zero(), m = h;

    explicit stream(const problem& p) : of(p), x(p.x) {}
    void step(int at) override {
        const Eigen::Map<const matrix<in, 1>> input(x.data() + at * in);
        matrix<gates, 1> given;
        if constexpr (is_lstm) {
            given = of.bias;
            given.noalias() += of.w * input;
            given.noalias() += of.u * h;
            const matrix<2 * n, 1> both = sigmoid(given.template head<2 * n>());
            const matrix<n, 1> made = tanh_of(given.template segment<n>(2 * n));
            m = both.template tail<n>().cwiseProduct(m) +
                both.template head<n>().cwiseProduct(made);
            h = sigmoid(given.template tail<n>()).cwiseProduct(tanh_of(m));
        } else {
            given = of.b;
            given.noalias() += of.w * input;
            matrix<gates, 1> kept = of.c;
            kept.noalias() += of.u * h;
            const matrix<2 * n, 1> both =
                sigmoid(given.template head<2 * n>() + kept.template head<2 * n>());
            const matrix<n, 1> made =
                tanh_of(given.template tail<n>() +
                        both.template head<n>().cwiseProduct(kept.template tail<n>()));
            h = made + both.template tail<n>().cwiseProduct(h - made);
        }
    }
    numbers result() const override {
        numbers found(h.data(), h.data() + n);
        if (is_lstm) found.insert(found.end(), m.data(), m.data() + n);
        return found;
    }
};

}  // namespace

std::unique_ptr<contestant> make_eigen(const problem& p) {
    if (p.what == lstm_task) return std::make_unique<training<lstm_task>>(p);
    if (p.what == elman_task) return std::make_unique<training<elman_task>>(p);
    if (p.what == sequence_task) return std::make_unique<training<sequence_task>>(p);
    if (p.what == gru_stream) return std::make_unique<stream<gru_stream>>(p);
    if (p.what == odd_stream) return std::make_unique<stream<odd_stream>>(p);
    return std::make_unique<stream<lstm_stream>>(p);
}

}  // namespace bench
