// oneDNN: its inner-product primitives, made once, with the formats of weights that they choose,
// activations inside them; derivatives of the activations and the loss in vectors.

#include <dnnl.hpp>
#include <string>
#include <unordered_map>
#include <vector>

#include "layers.hpp"

namespace bench {

namespace {

using dnnl::memory;

struct primitives {
    dnnl::inner_product_forward forward;
    dnnl::inner_product_backward_data back;
    dnnl::inner_product_backward_weights slope;
    dnnl::reorder convert;  // of the weights, for `back`
    memory weight, weight_back, weight_slope, value, value_back;
    std::unordered_map<int, memory> of_forward, of_back, of_slope;
    bool converts = false;
};

struct with_onednn : dense_layers {
    dnnl::engine engine{dnnl::engine::kind::cpu, 0};
    mutable dnnl::stream stream{engine};
    std::vector<primitives> made;

    explicit with_onednn(const problem& p) : dense_layers(p, p.what.batch) {
        for (index i = 0; i < all.size(); ++i) made.push_back(make(i, p.weight[i]));
    }

    static memory::desc matrix(int rows, int columns, memory::format_tag format) {
        return {{rows, columns}, memory::data_type::f32, format};
    }
    memory on(const memory::desc& of, numbers<float>& numbers) const {
        return {of, engine, numbers.data()};
    }

    primitives make(index i, const numbers<float>& weights) {
        using tag = memory::format_tag;
        layer& l = all[i];
        primitives m;
        const auto from = matrix(batch, l.in, tag::ab), to = matrix(batch, l.out, tag::ab);
        const auto any = matrix(l.out, l.in, tag::any), plain = matrix(l.out, l.in, tag::ab);
        const memory::desc bias({l.out}, memory::data_type::f32, tag::a);

        dnnl::primitive_attr attributes;
        if (i + 1 < all.size()) {
            dnnl::post_ops after;
            after.append_eltwise(1,
                                 net.hidden == activation::relu ? dnnl::algorithm::eltwise_relu
                                                                : dnnl::algorithm::eltwise_tanh,
                                 0, 0);
            attributes.set_post_ops(after);
        }
        const dnnl::inner_product_forward::primitive_desc forward(
            {dnnl::prop_kind::forward_training, from, any, bias, to}, attributes, engine);
        const dnnl::inner_product_backward_data::primitive_desc back({from, any, to}, engine,
                                                                     forward);
        const dnnl::inner_product_backward_weights::primitive_desc slope(
            {from, forward.weights_desc(), bias, to}, engine, forward);
        m.forward = dnnl::inner_product_forward(forward);
        m.back = dnnl::inner_product_backward_data(back);
        m.slope = dnnl::inner_product_backward_weights(slope);

        m.weight = memory(forward.weights_desc(), engine);
        m.weight_slope = memory(slope.diff_weights_desc(), engine);
        memory given(plain, engine, const_cast<float*>(weights.data()));
        dnnl::reorder(given, m.weight).execute(stream, given, m.weight);
        m.converts = back.weights_desc() != forward.weights_desc();
        m.weight_back = m.converts ? memory(back.weights_desc(), engine) : m.weight;
        m.convert = dnnl::reorder(m.weight, m.weight_back);
        m.value = on(to, l.value), m.value_back = on(to, l.back);
        const memory input = i == 0 ? on(from, x) : made[i - 1].value;
        m.of_forward = {{DNNL_ARG_SRC, input},
                        {DNNL_ARG_WEIGHTS, m.weight},
                        {DNNL_ARG_BIAS, on(bias, l.bias)},
                        {DNNL_ARG_DST, m.value}};
        m.of_slope = {{DNNL_ARG_SRC, input},
                      {DNNL_ARG_DIFF_DST, m.value_back},
                      {DNNL_ARG_DIFF_WEIGHTS, m.weight_slope},
                      {DNNL_ARG_DIFF_BIAS, on(bias, l.bias_slope)}};
        if (i > 0)
            m.of_back = {{DNNL_ARG_DIFF_DST, m.value_back},
                         {DNNL_ARG_WEIGHTS, m.weight_back},
                         {DNNL_ARG_DIFF_SRC, made[i - 1].value_back}};
        stream.wait();
        return m;
    }

    void run_output() {
        for (const primitives& m : made) m.forward.execute(stream, m.of_forward);
        stream.wait();
    }
    void run_gradient() {
        mean = 0;
        run_output();
        run_loss(*this, 0);
        for (index i = all.size(); i-- > 0;) {
            primitives& m = made[i];
            m.slope.execute(stream, m.of_slope);
            if (i == 0) break;
            if (m.converts) m.convert.execute(stream, m.weight, m.weight_back);
            m.back.execute(stream, m.of_back);
            stream.wait();
            activate_back(net.hidden, all[i - 1], batch);
        }
        stream.wait();
    }

    std::vector<double> gradient() const {
        std::vector<double> result;
        for (index i = 0; i < all.size(); ++i) {
            numbers<float> by_row(all[i].weight.size());
            memory plain(matrix(all[i].out, all[i].in, memory::format_tag::ab), engine,
                         by_row.data());
            memory slope = made[i].weight_slope;
            dnnl::reorder(slope, plain).execute(stream, slope, plain);
            stream.wait();
            append(result, by_row);
            append(result, all[i].bias_slope);
        }
        return result;
    }
};

}  // namespace

std::string description() {
    const auto* const version = dnnl::version();
    return "oneDNN " + std::to_string(version->major) + "." + std::to_string(version->minor) + "." +
           std::to_string(version->patch);
}

std::unique_ptr<contestant> task_program(const problem& p) {
    return p.what.is_double ? nullptr : enter<with_onednn>(p);
}

}  // namespace bench
