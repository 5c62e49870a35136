// libtorch: its functions on tensors, its automatic derivatives, its Adam; batches are gathered
// from one tensor, which is faster than its loader of data.
#include <string>
#include <vector>

#include <malloc.h>
#include <torch/torch.h>

#include "contestant.hpp"

namespace bench {

namespace {

struct with_torch final : contestant {
    torch::Tensor images, labels, weight1, bias1, weight2, bias2;
    torch::optim::Adam optimiser;

    with_torch(const digits& training, const layers& start)
        : images(images_of(training)),
          labels(labels_of(training)),
          // Inputs x outputs: as addmm multiplies it, with no transpose to differentiate.
          weight1(copy(start.weight1, {hidden, inputs}).t().contiguous().requires_grad_()),
          bias1(copy(start.bias1, {hidden}).requires_grad_()),
          weight2(copy(start.weight2, {classes, hidden}).t().contiguous().requires_grad_()),
          bias2(copy(start.bias2, {classes}).requires_grad_()),
          optimiser({weight1, bias1, weight2, bias2}, torch::optim::AdamOptions(1e-3)) {}

    static torch::Tensor copy(const std::vector<float>& from, at::IntArrayRef sizes) {
        return torch::from_blob(const_cast<float*>(from.data()), sizes).clone();
    }
    static torch::Tensor images_of(const digits& all) {
        return copy(all.images, {static_cast<long>(all.size()), inputs});
    }
    static torch::Tensor labels_of(const digits& all) {
        return torch::from_blob(const_cast<int*>(all.labels.data()),
                                {static_cast<long>(all.size())}, torch::kInt)
            .to(torch::kLong);
    }

    torch::Tensor forward(const torch::Tensor& x) const {
        return torch::addmm(bias2, torch::addmm(bias1, x, weight1).relu_(), weight2);
    }
    std::string name() const override { return "libtorch " TORCH_VERSION; }
    void epoch(int) override {
        const auto order = torch::randperm(labels.size(0), torch::kLong);
        for (const torch::Tensor& chosen : order.split(batch)) {
            // Without a gradient to add to, the backward pass hands over the one it has made.
            for (const torch::Tensor* w : {&weight1, &bias1, &weight2, &bias2})
                w->mutable_grad().reset();
            torch::cross_entropy_loss(forward(images.index_select(0, chosen)),
                                      labels.index_select(0, chosen))
                .backward();
            optimiser.step();
        }
    }
    double accuracy(const digits& test) override {
        const torch::InferenceMode on;
        return forward(images_of(test))
            .argmax(1)
            .eq(labels_of(test))
            .to(torch::kDouble)
            .mean()
            .item<double>();
    }
};

}  // namespace

std::unique_ptr<contestant> make_libtorch(const digits& training, const layers& start) {
    torch::set_num_threads(1);
    torch::manual_seed(1);
    // Keep the memory of large tensors instead of asking for new pages in every pass.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    return std::make_unique<with_torch>(training, start);
}

}  // namespace bench
