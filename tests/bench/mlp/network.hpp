/// The networks that are measured, as values that can be template arguments as well.
#pragma once

#include <array>
#include <istream>
#include <stdexcept>
#include <string>

namespace bench {

/// Of the hidden layers; outputs have none.
enum class activation { tanh, relu };

/// Means over the batch; the squared error is one over the outputs as well.
enum class loss { squared_error, cross_entropy };

struct network {
    char name;
    activation hidden;
    loss goal;
    int depth;
    std::array<int, 6> size;

    constexpr int inputs() const { return size[0]; }
    constexpr int outputs() const { return at(depth); }
    constexpr int at(int layer) const { return size[static_cast<std::size_t>(layer)]; }

    constexpr double weights() const {
        double sum = 0;
        for (int l = 0; l < depth; ++l) sum += static_cast<double>(at(l)) * at(l + 1);
        return sum;
    }
    /// Floating-point operations of one sample's gradient: forward pass and weight gradient take a
    /// multiply-add per weight each, the gradient by a layer's inputs another one, which the first
    /// layer does not need.
    constexpr double gradient_flops() const {
        return 4 * weights() + 2 * (weights() - static_cast<double>(at(0)) * at(1));
    }
    constexpr double output_flops() const { return 2 * weights(); }
};

inline constexpr network networks[] = {
    {'a', activation::tanh, loss::squared_error, 3, {2, 16, 16, 1}},
    {'b', activation::tanh, loss::squared_error, 3, {64, 64, 64, 4}},
    {'c', activation::relu, loss::cross_entropy, 2, {784, 128, 10}},
    {'d', activation::relu, loss::cross_entropy, 3, {784, 300, 100, 10}},
    {'e', activation::relu, loss::squared_error, 5, {32, 64, 64, 64, 64, 16}},
};

/// gradient: of the mean loss over a batch. training: that and a step of Adam.
enum class mode { gradient, output, training };

/// What one sample of a measurement runs.
struct task {
    network net;
    bool is_double;
    int batch;
    mode runs;

    double flops() const {
        return batch * (runs == mode::output ? net.output_flops() : net.gradient_flops());
    }
};

/// Network, number type, batch and mode, as in "c float 128 gradient".
inline task read_task(std::istream& words) {
    std::string name, type, runs;
    task result{};
    words >> name >> type >> result.batch >> runs;
    for (const network& net : networks)
        if (name.size() == 1 && net.name == name[0]) result.net = net;
    result.is_double = type == "double";
    result.runs = runs == "output"     ? mode::output
                  : runs == "training" ? mode::training
                                       : mode::gradient;
    if (!words || result.net.depth == 0) throw std::invalid_argument("no task: " + name);
    return result;
}

}  // namespace bench
