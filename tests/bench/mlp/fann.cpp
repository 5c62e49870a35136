// FANN: an epoch of its batch training with a rate of zero, which is a gradient and an update that
// changes nothing. It has no rectifier and no softmax, so it takes part where tanh does. Its
// derivative of tanh clips values at 0.98.

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <floatfann.h>

#include "contestant.hpp"

namespace bench {

namespace {

struct with_fann {
    network net;
    int batch;
    fann* made;
    fann_train_data* data;
    numbers<float> y;

    explicit with_fann(const problem& p)
        : net(p.what.net),
          batch(p.what.batch),
          y(static_cast<index>(p.what.batch * p.what.net.outputs())) {
        std::array<unsigned, 6> sizes{};
        std::copy(net.size.begin(), net.size.end(), sizes.begin());
        made = fann_create_standard_array(static_cast<unsigned>(net.depth + 1), sizes.data());
        fann_set_activation_function_hidden(made, FANN_SIGMOID_SYMMETRIC);  // tanh
        fann_set_activation_steepness_hidden(made, 1);
        fann_set_activation_function_output(made, FANN_LINEAR);
        fann_set_activation_steepness_output(made, 1);
        fann_set_training_algorithm(made, FANN_TRAIN_BATCH);
        fann_set_train_error_function(made, FANN_ERRORFUNC_LINEAR);
        fann_set_learning_rate(made, 0);
        fill(p);
        data = fann_create_train(static_cast<unsigned>(batch), static_cast<unsigned>(net.inputs()),
                                 static_cast<unsigned>(net.outputs()));
        for (int s = 0; s < batch; ++s) {
            std::copy_n(p.x.begin() + s * net.inputs(), net.inputs(), data->input[s]);
            std::copy_n(p.target.begin() + s * net.outputs(), net.outputs(), data->output[s]);
        }
    }
    with_fann(const with_fann&) = delete;
    ~with_fann() {
        fann_destroy(made);
        fann_destroy_train(data);
    }

    /// A neuron's weights, then that of the neuron which is always one.
    void fill(const problem& p) {
        float* to = made->weights;
        for (index l = 0; l < p.weight.size(); ++l) {
            const int in = net.at(static_cast<int>(l));
            for (index i = 0; i < p.bias[l].size(); ++i) {
                to = std::copy_n(p.weight[l].begin() + static_cast<int>(i) * in, in, to);
                *to++ = p.bias[l][i];
            }
        }
    }

    void run_gradient() { fann_train_epoch(made, data); }
    void run_output() {
        for (int s = 0; s < batch; ++s)
            std::copy_n(fann_run(made, data->input[s]), net.outputs(),
                        y.begin() + s * net.outputs());
    }

    /// What an epoch with a large rate adds to the weights: its error is half the square.
    std::vector<double> gradient() const {
        const index count = fann_get_total_connections(made);
        const std::vector<float> before(made->weights, made->weights + count);
        constexpr float rate = 1000;
        fann_set_learning_rate(made, rate);
        fann_train_epoch(made, data);
        fann_set_learning_rate(made, 0);
        std::vector<double> slope;
        for (index i = 0; i < count; ++i)
            slope.push_back(-2 * static_cast<double>(made->weights[i] - before[i]) /
                            static_cast<double>(rate) / net.outputs());
        std::copy(before.begin(), before.end(), made->weights);
        return in_order(slope);
    }
    std::vector<double> in_order(const std::vector<double>& by_neuron) const {
        std::vector<double> result;
        auto from = by_neuron.begin();
        for (int l = 0; l < net.depth; ++l) {
            std::vector<double> bias;
            for (int i = 0; i < net.at(l + 1); ++i) {
                result.insert(result.end(), from, from + net.at(l));
                from += net.at(l);
                bias.push_back(*from++);
            }
            append(result, bias);
        }
        return result;
    }
    std::vector<double> output() const { return {y.begin(), y.end()}; }
};

}  // namespace

std::string description() { return "FANN"; }

std::unique_ptr<contestant> task_program(const problem& p) {
    if (p.what.is_double || p.what.net.hidden != activation::tanh) return nullptr;
    return enter<with_fann>(p);
}

}  // namespace bench
