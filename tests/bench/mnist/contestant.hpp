/// What both sides implement: 784-128-10, relu, cross-entropy, Adam as it is by default.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace bench {

struct digits {
    std::vector<float> images;  ///< rows of 784
    std::vector<int> labels;

    std::size_t size() const { return labels.size(); }
};

inline constexpr int inputs = 784, hidden = 128, classes = 10, batch = 64;

/// Weights (outputs x inputs, row by row) and biases, to start from.
struct layers {
    std::vector<float> weight1, bias1, weight2, bias2;
};

class contestant {
public:
    virtual ~contestant() = default;
    virtual std::string name() const = 0;
    /// One pass over the training digits in a new order, in batches of 64.
    virtual void epoch(int number) = 0;
    /// On digits that are not trained on.
    virtual double accuracy(const digits& test) = 0;
};

std::unique_ptr<contestant> make_ctgrad(const digits& training, const layers& start);
std::unique_ptr<contestant> make_libtorch(const digits& training, const layers& start);

}  // namespace bench
