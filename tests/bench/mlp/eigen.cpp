// Eigen with all sizes known to the compiler. EIGEN_WEIGHTS: how weights are stored, ColMajor or
// RowMajor. One column per sample, so that the caller's rows are used in place; no temporaries.

#define EIGEN_STACK_ALLOCATION_LIMIT 0
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "contestant.hpp"

namespace bench {

namespace {

/// One layer and those behind it, for Batch samples.
template <network Net, class T, int Batch, int Layer = 0> struct layers {
    static constexpr int in = Net.at(Layer), out = Net.at(Layer + 1);
    static constexpr bool is_last = Layer + 1 == Net.depth;
    static constexpr int order = out == 1  ? Eigen::RowMajor
                                 : in == 1 ? Eigen::ColMajor
                                           : Eigen::EIGEN_WEIGHTS;
    using by_row =
        Eigen::Matrix<T, out, in, in == 1 ? Eigen::ColMajor : Eigen::RowMajor>;  // or a column
    using values = Eigen::Matrix<T, out, Batch, out == 1 ? Eigen::RowMajor : Eigen::ColMajor>;
    struct nothing {
        explicit nothing(const problem&) {}
    };
    using rest =
        typename std::conditional_t<is_last, std::type_identity<nothing>,
                                    std::type_identity<layers<Net, T, Batch, Layer + 1>>>::type;

    Eigen::Matrix<T, out, in, order> weight, weight_slope;
    Eigen::Vector<T, out> bias, bias_slope;
    values value, back;
    rest next;

    explicit layers(const problem& p) : next(p) {
        const Eigen::Map<const Eigen::Matrix<float, out, in, by_row::Options>> w(
            p.weight[Layer].data());
        weight = w.template cast<T>();
        const Eigen::Map<const Eigen::Vector<float, out>> b(p.bias[Layer].data());
        bias = b.template cast<T>();
    }

    template <class Input> void run_forward(const Input& x) {
        value.noalias() = weight * x;
        value.colwise() += bias;
        if constexpr (!is_last) {
            if constexpr (Net.hidden == activation::relu) value = value.cwiseMax(T(0));
            else value = value.array().tanh().matrix();
            next.run_forward(value);
        }
    }

    /// After run_forward(x), where every sample has this share of the mean: leaves the gradient by
    /// the layer's weighted sums in `back`.
    template <bool IsFirst, class Input>
    T run_backward(const Input& x, const T* target, T share) {
        T mean = 0;
        if constexpr (is_last) mean = run_loss(target, share);
        else {
            mean = next.template run_backward<IsFirst>(value, target, share);
            back.noalias() = next.weight.transpose() * next.back;
            if constexpr (Net.hidden == activation::relu) {
                // A loop, as Eigen 3.4 has neither select nor comparisons in vectors.
                T* const b = back.data();
                const T* const v = value.data();
                for (int i = 0; i < out * Batch; ++i) b[i] = v[i] > 0 ? b[i] : T(0);
            } else back.array() *= T(1) - value.array().square();
        }
        if constexpr (IsFirst) {
            weight_slope.noalias() = back * x.transpose();
            bias_slope.noalias() = back.rowwise().sum();
        } else {
            weight_slope.noalias() += back * x.transpose();
            bias_slope.noalias() += back.rowwise().sum();
        }
        return mean;
    }

    T run_loss(const T* target, T share) {
        if constexpr (Net.goal == loss::cross_entropy) {
            T total = 0;
            for (int s = 0; s < Batch; ++s) {
                const T largest = value.col(s).maxCoeff();
                back.col(s) = value.col(s).array() - largest;
                total -= back(static_cast<Eigen::Index>(target[s]), s);
            }
            back = back.array().exp();  // of all samples, for vectors that are full
            for (int s = 0; s < Batch; ++s) {
                const T sum = back.col(s).sum();
                total += std::log(sum);
                back.col(s) *= share / sum;
                back(static_cast<Eigen::Index>(target[s]), s) -= share;
            }
            return total * share;
        } else {
            back = value - Eigen::Map<const values>(target);
            const T mean = back.squaredNorm() * share / out;
            back *= 2 * share / out;
            return mean;
        }
    }

    void append_layers(std::vector<double>& all) const {
        const by_row rows = weight_slope;
        append(all, std::span(rows.data(), index{out * in}));
        append(all, bias_slope);
        if constexpr (!is_last) next.append_layers(all);
    }
    const auto& last() const {
        if constexpr (is_last) return value;
        else return next.last();
    }
};

template <network Net, class T, int Batch> struct with_eigen {
    static constexpr int tile = std::min(Batch, 256);  // what the second level of caches holds
    using input = Eigen::Map<const Eigen::Matrix<T, Net.inputs(), tile>>;
    static constexpr int targets = Net.goal == loss::cross_entropy ? 1 : Net.outputs();

    numbers<T> x, target;
    std::unique_ptr<layers<Net, T, tile>> all;
    T mean{};

    explicit with_eigen(const problem& p)
        : x(converted<T>(p.x)),
          target(converted<T>(p.target)),
          all(std::make_unique<layers<Net, T, tile>>(p)) {}

    void run_gradient() {
        mean = run_tile<true>(0);
        for (int first = tile; first < Batch; first += tile) mean += run_tile<false>(first);
    }
    template <bool IsFirst> T run_tile(int first) {
        const input rows(x.data() + first * Net.inputs());
        all->run_forward(rows);
        return all->template run_backward<IsFirst>(rows, target.data() + first * targets,
                                                   T(1) / Batch);
    }
    std::vector<double> gradient() const {
        std::vector<double> result;
        all->append_layers(result);
        return result;
    }
    void run_output()
        requires(tile == Batch)
    {
        all->run_forward(input(x.data()));
    }
    std::vector<double> output() const {
        std::vector<double> result;
        append(result, std::span(all->last().data(), index{Net.outputs() * tile}));
        return result;
    }
};

/// The program for one of the batch sizes that a network is compiled for.
template <network Net, class T, int... Batches>
std::unique_ptr<contestant> with_batch(const problem& p) {
    std::unique_ptr<contestant> result;
    ((p.what.batch == Batches ? void(result = enter<with_eigen<Net, T, Batches>>(p)) : void()),
     ...);
    return result;
}

}  // namespace

std::string description() {
    return "Eigen " + std::to_string(EIGEN_WORLD_VERSION) + "." +
           std::to_string(EIGEN_MAJOR_VERSION) + "." + std::to_string(EIGEN_MINOR_VERSION) + ", " +
           Eigen::SimdInstructionSetsInUse();
}

std::unique_ptr<contestant> task_program(const problem& p) {
    return with_network(p.what.net, [&]<network Net>() -> std::unique_ptr<contestant> {
        if (p.what.is_double) {
            if constexpr (Net.name == 'b' || Net.name == 'e')
                return with_batch<Net, double, 256>(p);
            return nullptr;
        }
        if constexpr (Net.name == 'a') return with_batch<Net, float, 1, 32>(p);
        else if constexpr (Net.name == 'b') return with_batch<Net, float, 1, 64, 256>(p);
        else if constexpr (Net.name == 'c') return with_batch<Net, float, 1, 32, 128>(p);
        else if constexpr (Net.name == 'd') return with_batch<Net, float, 128>(p);
        else return with_batch<Net, float, 256, 4096>(p);
    });
}

}  // namespace bench
