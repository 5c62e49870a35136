// libtorch: its functions on tensors, its automatic derivatives.

#include <string>
#include <vector>

#include <malloc.h>
#include <torch/torch.h>

#include "contestant.hpp"

namespace bench {

namespace {

struct with_torch {
    network net;
    std::vector<torch::Tensor> weights, biases;
    torch::Tensor x, target, y;

    explicit with_torch(const problem& p) : net(p.what.net) {
        for (int l = 0; l < net.depth; ++l) {
            const auto i = static_cast<index>(l);
            // Inputs x outputs: as addmm multiplies it, with no transpose to differentiate.
            const auto by_row = copy(p.weight[i], {net.at(l + 1), net.at(l)});
            weights.push_back(by_row.t().contiguous().requires_grad_());
            biases.push_back(copy(p.bias[i], {net.at(l + 1)}).requires_grad_());
        }
        x = copy(p.x, {p.what.batch, net.inputs()});
        if (net.goal == loss::cross_entropy)
            target = copy(p.target, {p.what.batch}).to(torch::kLong);
        else target = copy(p.target, {p.what.batch, net.outputs()});
    }
    static torch::Tensor copy(const numbers<float>& from, at::IntArrayRef sizes) {
        return torch::from_blob(const_cast<float*>(from.data()), sizes).clone();
    }

    torch::Tensor forward() const {
        torch::Tensor value = x;
        for (index l = 0; l < weights.size(); ++l) {
            value = torch::addmm(biases[l], value, weights[l]);
            if (l + 1 < weights.size())
                value = net.hidden == activation::relu ? value.relu_() : value.tanh_();
        }
        return value;
    }
    void run_gradient() {
        // Without a gradient to add to, the backward pass hands over the one that it has made.
        for (index l = 0; l < weights.size(); ++l)
            weights[l].mutable_grad().reset(), biases[l].mutable_grad().reset();
        if (net.goal == loss::cross_entropy)
            torch::cross_entropy_loss(forward(), target).backward();
        else torch::mse_loss(forward(), target).backward();
    }
    void run_output() {
        const torch::InferenceMode on;
        y = forward();
    }

    std::vector<double> gradient() const {
        std::vector<double> result;
        for (index l = 0; l < weights.size(); ++l) {
            append(result, entries(weights[l].grad().t()));
            append(result, entries(biases[l].grad()));
        }
        return result;
    }
    std::vector<double> output() const {
        std::vector<double> result;
        append(result, entries(y));
        return result;
    }
    static std::vector<float> entries(const torch::Tensor& t) {
        const torch::Tensor in_order = t.contiguous();
        const float* const data = in_order.data_ptr<float>();
        return {data, data + in_order.numel()};
    }
};

}  // namespace

std::string description() {
    torch::set_num_threads(1);
    // Keep the memory of large tensors instead of asking for new pages in every pass.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    return "libtorch " TORCH_VERSION;
}

std::unique_ptr<contestant> task_program(const problem& p) {
    return p.what.is_double ? nullptr : enter<with_torch>(p);
}

}  // namespace bench
