// libtorch: torch::nn::LSTM, RNN and GRU, its automatic derivatives; for streams its cells.

#include <tuple>
#include <vector>

#include <malloc.h>
#include <torch/torch.h>

#include "contestant.hpp"

namespace bench {

namespace {

torch::Tensor copy(const numbers& from, at::IntArrayRef sizes) {
    return torch::from_blob(const_cast<float*>(from.data()), sizes).clone();
}

/// Writes the problem's weights to a module, whose parameters come in the order w, u, b, c.
void load(torch::nn::Module& module, const problem& p) {
    const torch::NoGradGuard guard;
    auto all = module.parameters();
    all.at(0).copy_(copy(p.w, {p.what.gates(), p.what.inputs}));
    all.at(1).copy_(copy(p.u, {p.what.gates(), p.what.hidden}));
    all.at(2).copy_(copy(p.b, {p.what.gates()}));
    all.at(3).copy_(copy(p.c, {p.what.gates()}));
}

struct training final : contestant {
    problem of;
    torch::nn::LSTM lstm;
    torch::nn::RNN rnn;
    torch::Tensor x, y;

    explicit training(const problem& p)
        : of(p), lstm(p.what.inputs, p.what.hidden), rnn(p.what.inputs, p.what.hidden) {
        if (p.what.kind == cell::lstm) load(*lstm, p);
        else load(*rnn, p);
        x = copy(p.x, {p.what.batch, p.what.steps, p.what.inputs}).transpose(0, 1).contiguous();
        y = copy(p.y, {p.what.batch, p.what.hidden});
    }
    std::vector<torch::Tensor> parameters() const {
        return of.what.kind == cell::lstm ? lstm->parameters() : rnn->parameters();
    }
    torch::Tensor mean() {
        const torch::Tensor last =
            of.what.kind == cell::lstm ? std::get<0>(std::get<1>(lstm(x))) : std::get<1>(rnn(x));
        return (last[0] - y).square().sum() / of.what.batch;
    }
    float loss() override {
        const torch::NoGradGuard guard;
        return mean().item<float>();
    }
    float gradient() override {
        for (torch::Tensor& w : parameters()) w.mutable_grad().reset();
        const torch::Tensor result = mean();
        result.backward();
        return result.item<float>();
    }
    numbers result() const override {
        numbers found;
        for (const torch::Tensor& w : parameters()) {
            const torch::Tensor in_order = w.grad().contiguous();
            const float* const data = in_order.data_ptr<float>();
            found.insert(found.end(), data, data + in_order.numel());
        }
        return found;
    }
};

struct stream final : contestant {
    problem of;
    torch::nn::LSTMCell lstm;
    torch::nn::GRUCell gru;
    torch::Tensor x, h, m;

    explicit stream(const problem& p)
        : of(p), lstm(p.what.inputs, p.what.hidden), gru(p.what.inputs, p.what.hidden) {
        if (p.what.kind == cell::lstm) load(*lstm, p);
        else load(*gru, p);
        x = copy(p.x, {static_cast<long>(p.x.size()) / p.what.inputs, 1, p.what.inputs});
        h = torch::zeros({1, p.what.hidden});
        m = h.clone();
    }
    void step(int at) override {
        const torch::InferenceMode on;
        if (of.what.kind == cell::lstm) std::tie(h, m) = lstm(x[at], std::tuple(h, m));
        else h = gru(x[at], h);
    }
    numbers result() const override {
        numbers found(h.data_ptr<float>(), h.data_ptr<float>() + h.numel());
        if (of.what.kind == cell::lstm)
            found.insert(found.end(), m.data_ptr<float>(), m.data_ptr<float>() + m.numel());
        return found;
    }
};

}  // namespace

std::unique_ptr<contestant> make_libtorch(const problem& p) {
    torch::set_num_threads(1);
    // Keep the memory of large tensors instead of asking for new pages in every pass.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    if (p.what.steps > 1) return std::make_unique<training>(p);
    return std::make_unique<stream>(p);
}

}  // namespace bench
