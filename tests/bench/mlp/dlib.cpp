// dlib: its networks with their losses; forward and backward pass without an update.

#include <algorithm>
#include <string>
#include <vector>

#include <dlib/dnn.h>
#include <dlib/revision.h>

#include "contestant.hpp"

namespace bench {

namespace {

/// dlib's type of the layers up to a number, without the last activation.
template <network Net, int Layers> struct layers_of {
    using before = typename layers_of<Net, Layers - 1>::type;
    using active = std::conditional_t<
        Layers == 1, std::type_identity<before>,
        std::conditional_t<Net.hidden == activation::relu, std::type_identity<dlib::relu<before>>,
                           std::type_identity<dlib::htan<before>>>>;
    using type = dlib::fc<Net.at(Layers), typename active::type>;
};
template <network Net> struct layers_of<Net, 0> {
    using type = dlib::input<dlib::matrix<float>>;
};

template <network Net> struct with_dlib {
    static constexpr bool classes = Net.goal == loss::cross_entropy;
    using output_layer = typename layers_of<Net, Net.depth>::type;
    using network_type = std::conditional_t<classes, dlib::loss_multiclass_log<output_layer>,
                                            dlib::loss_mean_squared_multioutput<output_layer>>;
    using label = std::conditional_t<classes, unsigned long, dlib::matrix<float>>;

    network_type made;
    dlib::resizable_tensor x;
    std::vector<label> labels;

    explicit with_dlib(const problem& p) {
        std::vector<dlib::matrix<float>> samples;
        for (int s = 0; s < p.what.batch; ++s) {
            samples.push_back(dlib::mat(p.x.data() + s * Net.inputs(), Net.inputs(), 1));
            if constexpr (classes)
                labels.push_back(static_cast<unsigned long>(p.target[static_cast<index>(s)]));
            else labels.push_back(dlib::mat(p.target.data() + s * Net.outputs(), Net.outputs(), 1));
        }
        made.to_tensor(samples.begin(), samples.end(), x);
        run_gradient();  // makes the parameters
        dlib::visit_layer_parameters(made, [&, l = p.weight.size()](index, auto& all) mutable {
            if (all.size() == 0) return;
            --l;  // from the last layer to the first
            const index out = p.bias[l].size(), in = p.weight[l].size() / out;
            float* const to = all.host();
            for (index i = 0; i < out; ++i)
                for (index j = 0; j < in; ++j) to[j * out + i] = p.weight[l][i * in + j];
            std::copy(p.bias[l].begin(), p.bias[l].end(), to + in * out);
        });
    }

    void run_gradient() { made.compute_parameter_gradients(x, labels.begin()); }
    void run_output() { made.subnet().forward(x); }

    /// dlib's squared error has the slope `output - target`, without the mean over the outputs.
    std::vector<double> gradient() const {
        const double scale = classes ? 1 : 2.0 / Net.outputs();
        std::vector<std::vector<double>> layers;
        auto& changeable = const_cast<network_type&>(made);
        dlib::visit_layer_parameter_gradients(changeable, [&](index, auto& all) {
            if (all.size() == 0) return;
            const auto l = static_cast<int>(layers.size());
            const auto out = static_cast<index>(Net.at(Net.depth - l));
            const index in = all.size() / out - 1;
            const float* const from = all.host();
            std::vector<double> layer;
            for (index i = 0; i < out; ++i)
                for (index j = 0; j < in; ++j)
                    layer.push_back(scale * static_cast<double>(from[j * out + i]));
            for (index i = 0; i < out; ++i)
                layer.push_back(scale * static_cast<double>(from[in * out + i]));
            layers.push_back(layer);
        });
        std::vector<double> result;
        for (index l = layers.size(); l-- > 0;) append(result, layers[l]);
        return result;
    }
    std::vector<double> output() const {
        const dlib::tensor& y = made.subnet().get_output();
        return {y.host(), y.host() + y.size()};
    }
};

}  // namespace

std::string description() {
    return "dlib " + std::to_string(DLIB_MAJOR_VERSION) + "." + std::to_string(DLIB_MINOR_VERSION);
}

std::unique_ptr<contestant> task_program(const problem& p) {
    if (p.what.is_double) return nullptr;
    return with_network(p.what.net, [&]<network Net>() { return enter<with_dlib<Net>>(p); });
}

}  // namespace bench
