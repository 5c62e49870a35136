// ctgrad.

#include <span>
#include <string>
#include <vector>

#include <ctgrad/ctgrad.hpp>

#include "contestant.hpp"

namespace bench {

namespace {

namespace nn = ctgrad::nn;

template <network Net, class = std::make_integer_sequence<int, Net.depth - 1>> struct layers;

template <network Net, int... Layer> struct layers<Net, std::integer_sequence<int, Layer...>> {
    static constexpr auto hidden = [] {
        if constexpr (Net.hidden == activation::relu) return nn::relu;
        else return nn::tanh;
    }();
    using type = nn::mlp<nn::dense<Net.at(Layer), Net.at(Layer + 1), hidden>...,
                         nn::dense<Net.at(Net.depth - 1), Net.outputs()>>;
};

/// The network, its parameters and its data.
template <network Net, class T> struct with_ctgrad {
    static constexpr typename layers<Net>::type net{};
    static constexpr auto target = [] {
        if constexpr (Net.goal == loss::cross_entropy) return ctgrad::scalar<"label">;
        else return ctgrad::vector<"t", Net.outputs()>;
    }();
    static constexpr auto goal = [] {
        if constexpr (Net.goal == loss::cross_entropy)
            return nn::softmax_cross_entropy(net.output, target);
        else return nn::mean_squared_error(net.output, target);
    }();

    ctgrad::parameters_for<T, decltype(net.parameters)> weights, slope;
    numbers<T> x, t, y;

    explicit with_ctgrad(const problem& p)
        : x(converted<T>(p.x)),
          t(converted<T>(p.target)),
          y(static_cast<index>(p.what.batch * Net.outputs())) {
        fill<1>(p);
    }

    template <int Layer> void fill(const problem& p) {
        std::ranges::copy(p.weight[Layer - 1], weights[net.template weight<Layer>()].begin());
        std::ranges::copy(p.bias[Layer - 1], weights[net.template bias<Layer>()].begin());
        if constexpr (Layer < Net.depth) fill<Layer + 1>(p);
    }
    template <int Layer> void append_layers(std::vector<double>& all) const {
        append(all, slope[net.template weight<Layer>()]);
        append(all, slope[net.template bias<Layer>()]);
        if constexpr (Layer < Net.depth) append_layers<Layer + 1>(all);
    }
    std::vector<double> gradient() const {
        std::vector<double> all;
        append_layers<1>(all);
        return all;
    }
    std::vector<double> output() const { return {y.begin(), y.end()}; }
};

template <network Net, class T> struct learner : with_ctgrad<Net, T> {
    using base = with_ctgrad<Net, T>;
    using base::base, base::net, base::goal, base::target, base::weights, base::slope;

    decltype(ctgrad::make_batch_gradient<T>(goal, net.parameters)) step;
    // So slow that the parameters stay what they are: no network is trained to gradients of zero.
    nn::adam<decltype(weights)> optimiser{.rate = 1e-9};

    void run_gradient() {
        step(weights, slope, net.input = ctgrad::rows(this->x), target = ctgrad::rows(this->t));
    }
    void run_training() {
        step.update(weights, slope, optimiser, net.input = ctgrad::rows(this->x),
                    target = ctgrad::rows(this->t));
    }
};

template <network Net, class T> struct reader : with_ctgrad<Net, T> {
    using base = with_ctgrad<Net, T>;
    using base::base, base::net, base::weights;

    decltype(ctgrad::make_batch_output<T>(net.output, net.parameters)) read;

    void run_gradient() {}
    void run_output() { read(weights, std::span<T>(this->y), net.input = ctgrad::rows(this->x)); }
};

}  // namespace

std::string description() { return "ctgrad, " + std::string(ctgrad::simd_description().data()); }

std::unique_ptr<contestant> task_program(const problem& p) {
    return with_network(p.what.net, [&]<network Net>() -> std::unique_ptr<contestant> {
        const bool output = p.what.runs == mode::output;
        if (!p.what.is_double)
            return output ? enter<reader<Net, float>>(p) : enter<learner<Net, float>>(p);
        if constexpr (Net.name == 'b' || Net.name == 'e')
            return output ? nullptr : enter<learner<Net, double>>(p);
        return nullptr;
    });
}

}  // namespace bench
