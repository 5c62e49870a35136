// Loops as a textbook has them, one sample after the other, with sizes known to the compiler; what
// it makes vectors of, without leave to reorder sums, is its choice.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "contestant.hpp"

namespace bench {

namespace {

template <network Net, int Layer = 0> struct layers {
    static constexpr int in = Net.at(Layer), out = Net.at(Layer + 1);
    static constexpr bool is_last = Layer + 1 == Net.depth;
    struct nothing {
        explicit nothing(const problem&) {}
    };
    using rest = typename std::conditional_t<is_last, std::type_identity<nothing>,
                                             std::type_identity<layers<Net, Layer + 1>>>::type;

    float weight[out][in], bias[out], weight_slope[out][in], bias_slope[out];
    float value[out], back[out];
    rest next;

    explicit layers(const problem& p) : next(p) {
        std::copy_n(p.weight[Layer].begin(), in * out, &weight[0][0]);
        std::copy_n(p.bias[Layer].begin(), out, bias);
    }
    void clear() {
        std::fill_n(&weight_slope[0][0], in * out, 0.0f);
        std::fill_n(bias_slope, out, 0.0f);
        if constexpr (!is_last) next.clear();
    }
    void run_forward(const float* x) {
        for (int i = 0; i < out; ++i) {
            float sum = bias[i];
            for (int j = 0; j < in; ++j) sum += weight[i][j] * x[j];
            if constexpr (is_last) value[i] = sum;
            else if (Net.hidden == activation::relu) value[i] = std::max(sum, 0.0f);
            else value[i] = std::tanh(sum);
        }
        if constexpr (!is_last) next.run_forward(value);
    }
    void run_backward(const float* x, const float* target, float share) {
        if constexpr (is_last) run_loss(target, share);
        else {
            next.run_backward(value, target, share);
            std::fill_n(back, out, 0.0f);
            for (int i = 0; i < next.out; ++i)
                for (int j = 0; j < out; ++j) back[j] += next.back[i] * next.weight[i][j];
            for (int j = 0; j < out; ++j)
                if (Net.hidden == activation::relu) back[j] = value[j] > 0 ? back[j] : 0.0f;
                else back[j] *= 1 - value[j] * value[j];
        }
        for (int i = 0; i < out; ++i) {
            bias_slope[i] += back[i];
            for (int j = 0; j < in; ++j) weight_slope[i][j] += back[i] * x[j];
        }
    }
    void run_loss(const float* target, float share) {
        if constexpr (Net.goal == loss::cross_entropy) {
            const float largest = *std::max_element(value, value + out);
            float total = 0;
            for (int i = 0; i < out; ++i) total += back[i] = std::exp(value[i] - largest);
            for (int i = 0; i < out; ++i) back[i] *= share / total;
            back[static_cast<int>(*target)] -= share;
        } else
            for (int i = 0; i < out; ++i) back[i] = 2 * share / out * (value[i] - target[i]);
    }
    void append_layers(std::vector<double>& all) const {
        for (const auto& row : weight_slope) append(all, row);
        append(all, bias_slope);
        if constexpr (!is_last) next.append_layers(all);
    }
    const auto& last() const {
        if constexpr (is_last) return value;
        else return next.last();
    }
};

template <network Net> struct with_loops {
    static constexpr int targets = Net.goal == loss::cross_entropy ? 1 : Net.outputs();

    const problem& p;
    std::unique_ptr<layers<Net>> all;
    numbers<float> y;

    explicit with_loops(const problem& of)
        : p(of),
          all(std::make_unique<layers<Net>>(of)),
          y(static_cast<index>(p.what.batch * Net.outputs())) {}

    void run_gradient() {
        all->clear();
        for (int s = 0; s < p.what.batch; ++s) {
            const float* const x = p.x.data() + s * Net.inputs();
            all->run_forward(x);
            all->run_backward(x, p.target.data() + s * targets,
                              1.0f / static_cast<float>(p.what.batch));
        }
    }
    void run_output() {
        for (int s = 0; s < p.what.batch; ++s) {
            all->run_forward(p.x.data() + s * Net.inputs());
            std::copy_n(all->last(), Net.outputs(), y.begin() + s * Net.outputs());
        }
    }
    std::vector<double> gradient() const {
        std::vector<double> result;
        all->append_layers(result);
        return result;
    }
    std::vector<double> output() const { return {y.begin(), y.end()}; }
};

}  // namespace

std::string description() { return "loops, " __VERSION__; }

std::unique_ptr<contestant> task_program(const problem& p) {
    if (p.what.is_double) return nullptr;
    return with_network(p.what.net, [&]<network Net>() { return enter<with_loops<Net>>(p); });
}

}  // namespace bench
