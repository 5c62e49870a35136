// Gradient of the mean loss of a multilayer perceptron over a batch, float: ctgrad against
// hand-written Eigen code with sizes known at compile time, in turns, in thread CPU time. Prints
// medians.
// usage: bench.mlp [repetitions]

#include <ctime>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <vector>

#include <ctgrad/ctgrad.hpp>

#if __has_include(<Eigen/Core>)
#define EIGEN_STACK_ALLOCATION_LIMIT 0
#include <Eigen/Core>
#define HAS_EIGEN 1
#else
#define HAS_EIGEN 0
#endif

namespace {

namespace nn = ctgrad::nn;

enum class task { classify, regress };  // relu and cross-entropy; tanh and mean squared error

double cpu_seconds() {
    timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// Floating-point operations per second of the fused multiply-add units, in thousand millions.
[[gnu::noinline]] double peak() {
    using pack = ctgrad::kernel::pack<float>;
    constexpr int lanes = ctgrad::kernel::lanes<float>, chains = 12, rounds = 20000;
    pack factor = pack{} + 0.999999f, term = pack{} + 1e-7f, sum[chains]{};
    asm volatile("" : "+x"(factor), "+x"(term));
    const double start = cpu_seconds();
    for (int k = 0; k < rounds; ++k) {
        CTGRAD_UNROLL for (int i = 0; i < chains; ++i) sum[i] = sum[i] * factor + term;
        CTGRAD_UNROLL for (int i = 0; i < chains; ++i) asm volatile("" : "+x"(sum[i]));
    }
    return 2e-9 * chains * lanes * rounds / (cpu_seconds() - start);
}

// --- The network, its data and a reference in double.

using index = std::size_t;

template <task Task, int Batch, int... Sizes> struct problem {
    static constexpr task kind = Task;
    static constexpr int batch = Batch, depth = sizeof...(Sizes) - 1;
    static constexpr int size[depth + 1] = {Sizes...};
    static constexpr int inputs = size[0], outputs = size[depth];

    static constexpr int weights() {
        int sum = 0;
        for (int l = 0; l < depth; ++l) sum += size[l] * size[l + 1];
        return sum;
    }
    /// Per sample: forward and weight gradient take one multiply-add per weight each, the gradient
    /// by a layer's inputs another one, which the first layer does not need.
    static constexpr double flops() {
        return 4.0 * weights() + 2.0 * (weights() - size[0] * size[1]);
    }

    std::vector<float> weight[depth], bias[depth];  // outputs x inputs, row by row
    std::vector<float> x, target;                   // target: values, or class indices

    problem() {
        std::mt19937 generator(1);
        std::uniform_real_distribution<float> unit(-1, 1);
        const auto numbers = [&](int count, float scale) {
            std::vector<float> result(static_cast<index>(count));
            for (float& number : result) number = scale * unit(generator);
            return result;
        };
        for (int l = 0; l < depth; ++l) {
            weight[l] = numbers(size[l] * size[l + 1], std::sqrt(3 / static_cast<float>(size[l])));
            bias[l] = numbers(size[l + 1], 0.1f);
        }
        x = numbers(batch * inputs, 1);
        target = numbers(batch * (Task == task::regress ? outputs : 1), 1);
        if (Task == task::classify)
            for (float& label : target) label = std::floor((label + 1) / 2.0001f * outputs);
    }

    /// Weight gradient and bias gradient of every layer, one after the other, row by row.
    std::vector<double> reference() const {
        std::vector<double> slope[2 * depth], all;
        for (int l = 0; l < depth; ++l) {
            slope[2 * l].resize(weight[l].size());
            slope[2 * l + 1].resize(bias[l].size());
        }
        for (int s = 0; s < batch; ++s) add_sample(s, slope);
        for (const auto& part : slope) all.insert(all.end(), part.begin(), part.end());
        return all;
    }

private:
    void add_sample(int s, std::vector<double>* slope) const {
        std::vector<double> value[depth + 1];
        value[0].assign(x.begin() + s * inputs, x.begin() + (s + 1) * inputs);
        for (int l = 0; l < depth; ++l) {
            const float* w = weight[l].data();
            for (float v : bias[l]) {
                double sum = v;
                for (double input : value[l]) sum += static_cast<double>(*w++) * input;
                if (l + 1 < depth)
                    sum = Task == task::classify ? std::max(sum, 0.0) : std::tanh(sum);
                value[l + 1].push_back(sum);
            }
        }
        std::vector<double> back = loss_slope(s, value[depth]);
        for (int l = depth - 1; l >= 0; --l) {
            std::vector<double> before(value[l].size());
            for (index i = 0, k = 0; i < back.size(); ++i) {
                slope[2 * l + 1][i] += back[i];
                for (index j = 0; j < before.size(); ++j, ++k) {
                    slope[2 * l][k] += back[i] * value[l][j];
                    before[j] += back[i] * static_cast<double>(weight[l][k]);
                }
            }
            for (index j = 0; j < before.size(); ++j) {
                const double v = value[l][j];
                before[j] *= Task == task::classify ? (v > 0 ? 1 : 0) : 1 - v * v;
            }
            back = before;
        }
    }

    std::vector<double> loss_slope(int s, const std::vector<double>& y) const {
        std::vector<double> result(y.size());
        const float* t = target.data() + s * (Task == task::classify ? 1 : outputs);
        double total = 0;
        for (double v : y) total += std::exp(v);
        for (index i = 0; i < y.size(); ++i)
            result[i] =
                Task == task::classify
                    ? (std::exp(y[i]) / total - (i == static_cast<index>(*t) ? 1 : 0)) / batch
                    : 2 * (y[i] - static_cast<double>(t[i])) / outputs / batch;
        return result;
    }
};

double relative_error(const std::vector<double>& expected, const std::vector<float>& found) {
    double largest = 0, error = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        largest = std::max(largest, std::abs(expected[i]));
        error = std::max(error, std::abs(expected[i] - static_cast<double>(found[i])));
    }
    return error / largest;
}

// --- The contestants: objects with gradient() and a copy of its result, layer by layer.

template <class Problem,
          class = std::make_integer_sequence<int, Problem::depth - 1>> struct network;

template <class Problem, int... Layer>
struct network<Problem, std::integer_sequence<int, Layer...>> {
    static constexpr int last = Problem::depth - 1;
    static constexpr auto activation = [] {
        if constexpr (Problem::kind == task::classify) return nn::relu;
        else return nn::tanh;
    }();
    using type = nn::mlp<nn::dense<Problem::size[Layer], Problem::size[Layer + 1], activation>...,
                         nn::dense<Problem::size[last], Problem::size[last + 1]>>;
};

template <class Problem> struct with_ctgrad {
    static constexpr typename network<Problem>::type net{};
    static constexpr auto target = [] {
        if constexpr (Problem::kind == task::classify) return ctgrad::scalar<"label">;
        else return ctgrad::vector<"t", Problem::outputs>;
    }();
    static constexpr auto loss = [] {
        if constexpr (Problem::kind == task::classify)
            return nn::softmax_cross_entropy(net.output, target);
        else return nn::mean_squared_error(net.output, target);
    }();

    const Problem& p;
    ctgrad::parameters_for<float, decltype(net.parameters)> weights, slope;
    decltype(ctgrad::make_batch_gradient<float>(loss, net.parameters)) step;

    explicit with_ctgrad(const Problem& of) : p(of) { fill<1>(); }

    template <int Layer> void fill() {
        std::ranges::copy(p.weight[Layer - 1], weights[net.template weight<Layer>()].begin());
        std::ranges::copy(p.bias[Layer - 1], weights[net.template bias<Layer>()].begin());
        if constexpr (Layer < Problem::depth) fill<Layer + 1>();
    }
    float gradient() {
        return step(weights, slope, net.input = ctgrad::rows(p.x), target = ctgrad::rows(p.target));
    }
    std::vector<float> result() const {
        std::vector<float> all;
        append<1>(all);
        return all;
    }
    template <int Layer> void append(std::vector<float>& all) const {
        const auto w = slope[net.template weight<Layer>()];
        const auto b = slope[net.template bias<Layer>()];
        all.insert(all.end(), w.begin(), w.end());
        all.insert(all.end(), b.begin(), b.end());
        if constexpr (Layer < Problem::depth) append<Layer + 1>(all);
    }
};

#if HAS_EIGEN

/// Sizes of every matrix are known to the compiler; one column per sample, so that the caller's
/// rows are used in place; no temporaries. Order: how the weights are stored.
template <class Problem, int Order, int Layer = 0> struct eigen_layers {
    static constexpr int in = Problem::size[Layer], out = Problem::size[Layer + 1];
    static constexpr bool is_last = Layer + 1 == Problem::depth;
    static constexpr int batch = Problem::batch;
    using matrix = Eigen::Matrix<float, out, in,
                                 out == 1  ? Eigen::RowMajor
                                 : in == 1 ? Eigen::ColMajor
                                           : Order>;
    using values = Eigen::Matrix<float, out, batch>;
    struct nothing {
        explicit nothing(const Problem&) {}
    };
    using rest = typename std::conditional_t<
        is_last, std::type_identity<nothing>,
        std::type_identity<eigen_layers<Problem, Order, Layer + 1>>>::type;

    matrix weight, weight_slope;
    Eigen::Vector<float, out> bias, bias_slope;
    values value, back;
    rest next;

    explicit eigen_layers(const Problem& p) : next(p) {
        weight = Eigen::Map<const Eigen::Matrix<float, out, in, Eigen::RowMajor>>(
            p.weight[Layer].data());
        bias = Eigen::Map<const Eigen::Vector<float, out>>(p.bias[Layer].data());
    }

    /// Leaves the gradient by this layer's weighted sums in `back`.
    template <class Input> float run(const Input& x, const Problem& p) {
        value.noalias() = weight * x;
        value.colwise() += bias;
        float loss = 0;
        if constexpr (is_last) loss = run_loss(p);
        else {
            if constexpr (Problem::kind == task::classify) value = value.cwiseMax(0.0f);
            else value = value.array().tanh().matrix();
            loss = next.run(value, p);
            back.noalias() = next.weight.transpose() * next.back;
            if constexpr (Problem::kind == task::classify)
                back = (value.array() > 0.0f).select(back, 0.0f);
            else back.array() *= 1.0f - value.array().square();
        }
        weight_slope.noalias() = back * x.transpose();
        bias_slope.noalias() = back.rowwise().sum();
        return loss;
    }

    float run_loss(const Problem& p) {
        if constexpr (Problem::kind == task::classify) {
            float loss = 0;
            for (int s = 0; s < batch; ++s) {
                const auto label = static_cast<Eigen::Index>(p.target[static_cast<std::size_t>(s)]);
                const float largest = value.col(s).maxCoeff(), picked = value(label, s);
                back.col(s) = (value.col(s).array() - largest).exp();
                const float total = back.col(s).sum();
                loss += std::log(total) + largest - picked;
                back.col(s) *= 1.0f / (total * batch);
                back(label, s) -= 1.0f / batch;
            }
            return loss / batch;
        } else {
            back = value - Eigen::Map<const values>(p.target.data());
            const float loss = back.squaredNorm() / (batch * out);
            back *= 2.0f / (batch * out);
            return loss;
        }
    }

    void append(std::vector<float>& all) const {
        const Eigen::Matrix<float, out, in, Eigen::RowMajor> rows = weight_slope;
        all.insert(all.end(), rows.data(), rows.data() + rows.size());
        all.insert(all.end(), bias_slope.data(), bias_slope.data() + out);
        if constexpr (!is_last) next.append(all);
    }
};

template <class Problem, int Order> struct with_eigen {
    const Problem& p;
    std::unique_ptr<eigen_layers<Problem, Order>> layers =
        std::make_unique<eigen_layers<Problem, Order>>(p);

    float gradient() {
        using input = Eigen::Map<const Eigen::Matrix<float, Problem::inputs, Problem::batch>>;
        return layers->run(input(p.x.data()), p);
    }
    std::vector<float> result() const {
        std::vector<float> all;
        layers->append(all);
        return all;
    }
};

#endif

// --- Measurement.

struct contestant {
    const char* name;
    void (*run)(void*);
    void* object;
    double error;
    std::vector<double> seconds{};
};

volatile float used = 0;  // so that no result is optimised away

template <class Object>
contestant enter(const char* name, Object& object, const std::vector<double>& expected) {
    object.gradient();
    return {name, [](void* o) { used = static_cast<Object*>(o)->gradient(); }, &object,
            relative_error(expected, object.result())};
}

double median(std::vector<double>& values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

bool compare(const char* title, double flops, int batch, int repetitions,
             std::vector<contestant> contestants) {
    const double once = flops * batch / 20e9;
    const int calls = std::max(1, static_cast<int>(3e-3 / once));
    std::vector<double> peaks;
    for (int r = 0; r < repetitions; ++r) {
        for (contestant& c : contestants) {
            c.run(c.object);
            const double start = cpu_seconds();
            for (int k = 0; k < calls; ++k) c.run(c.object);
            c.seconds.push_back((cpu_seconds() - start) / calls);
        }
        peaks.push_back(peak());
    }
    std::printf("%s, batch %d (peak %.0f GFLOP/s)\n", title, batch, median(peaks));
    const double ours = median(contestants[0].seconds);
    bool right = true;
    for (contestant& c : contestants) {
        const double seconds = median(c.seconds);
        right = right && c.error < 1e-4;
        std::printf("  %-22s %9.1f ns/sample  %6.1f GFLOP/s  ctgrad/this %.2f  error %.0e%s\n",
                    c.name, 1e9 * seconds / batch, 1e-9 * flops * batch / seconds, ours / seconds,
                    c.error, c.error < 1e-4 ? "" : "  WRONG");
    }
    return right;
}

template <class Problem> bool run(const char* title, int repetitions) {
    const auto data = std::make_unique<Problem>();
    const std::vector<double> expected = data->reference();
    with_ctgrad<Problem> ours(*data);
    std::vector<contestant> contestants{enter("ctgrad", ours, expected)};
#if HAS_EIGEN
    with_eigen<Problem, Eigen::ColMajor> by_column{*data};
    with_eigen<Problem, Eigen::RowMajor> by_row{*data};
    contestants.push_back(enter("Eigen, column-major W", by_column, expected));
    contestants.push_back(enter("Eigen, row-major W", by_row, expected));
#endif
    return compare(title, Problem::flops(), Problem::batch, repetitions, std::move(contestants));
}

}  // namespace

int main(int argc, char** argv) {
    const int repetitions = argc > 1 ? std::max(1, std::atoi(argv[1])) : 31;
    std::printf("%s\n", ctgrad::simd_description().data());
    using enum task;
    bool right = run<problem<regress, 1, 2, 16, 16, 1>>("a: 2-16-16-1 tanh", repetitions);
    right &= run<problem<regress, 32, 2, 16, 16, 1>>("a: 2-16-16-1 tanh", repetitions);
    right &= run<problem<regress, 1, 64, 64, 64, 4>>("b: 64-64-64-4 tanh", repetitions);
    right &= run<problem<regress, 64, 64, 64, 64, 4>>("b: 64-64-64-4 tanh", repetitions);
    right &= run<problem<classify, 1, 784, 128, 10>>("c: 784-128-10 relu", repetitions);
    right &= run<problem<classify, 32, 784, 128, 10>>("c: 784-128-10 relu", repetitions);
    right &= run<problem<classify, 128, 784, 128, 10>>("c: 784-128-10 relu", repetitions);
    right &= run<problem<classify, 128, 784, 300, 100, 10>>("d: 784-300-100-10", repetitions);
    right &= run<problem<regress, 256, 32, 64, 64, 64, 64, 16>>("e: 32-64-64-64-64-16 tanh",
                                                                repetitions);
    return right ? 0 : 1;
}
