/// Parameters and data of a task, and its result in double from the textbook's loops.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <new>
#include <random>
#include <vector>

#include "network.hpp"

namespace bench {

using index = std::size_t;

/// Memory that begins on a page, as that of a tensor library does on a cache line at least.
template <class T> struct aligned_allocator {
    using value_type = T;
    static constexpr std::align_val_t alignment{4096};

    aligned_allocator() = default;
    template <class U> aligned_allocator(const aligned_allocator<U>&) {}
    T* allocate(index count) {
        return static_cast<T*>(::operator new(count * sizeof(T), alignment));
    }
    void deallocate(T* memory, index) { ::operator delete(memory, alignment); }
    bool operator==(const aligned_allocator&) const = default;
};

template <class T> using numbers = std::vector<T, aligned_allocator<T>>;

template <class T, class From> numbers<T> converted(const From& from) {
    return numbers<T>(from.begin(), from.end());
}

struct problem {
    task what;
    std::vector<numbers<float>> weight, bias;  // outputs x inputs, row by row
    numbers<float> x, target;                  // row by row; target: values, or class indices

    explicit problem(const task& t) : what(t), generator_(1) {
        const network& net = t.net;
        // He's and LeCun's scales: sums of every layer keep a variance of about one.
        const float variance = net.hidden == activation::relu ? 6 : 3;
        for (int l = 0; l < net.depth; ++l) {
            const auto scale = std::sqrt(variance / static_cast<float>(net.at(l)));
            weight.push_back(draw(net.at(l) * net.at(l + 1), scale));
            bias.push_back(draw(net.at(l + 1), 0.1f));
        }
        x = draw(t.batch * net.inputs(), 1);
        const bool classes = net.goal == loss::cross_entropy;
        target = draw(t.batch * (classes ? 1 : net.outputs()), 1);
        if (classes)
            for (float& label : target)
                label = std::floor((label + 1) / 2.0001f * static_cast<float>(net.outputs()));
    }

    /// A gradient's parts, W1, b1, W2, ..., each row by row; or the outputs, row by row.
    using parts = std::vector<std::vector<double>>;

    parts reference() const {
        const network& net = what.net;
        parts slope, outputs(1);
        for (int l = 0; l < net.depth; ++l) {
            slope.emplace_back(weight[static_cast<index>(l)].size());
            slope.emplace_back(bias[static_cast<index>(l)].size());
        }
        for (int s = 0; s < what.batch; ++s) {
            const parts value = forward(s);
            if (what.runs != mode::output) backward(s, value, slope);
            outputs[0].insert(outputs[0].end(), value.back().begin(), value.back().end());
        }
        return what.runs == mode::output ? outputs : slope;
    }

private:
    numbers<float> draw(int count, float scale) {
        std::uniform_real_distribution<float> unit(-1, 1);
        numbers<float> result(static_cast<index>(count));
        for (float& number : result) number = scale * unit(generator_);
        return result;
    }

    /// The values of all layers, from the input.
    parts forward(int s) const {
        const auto depth = static_cast<index>(what.net.depth);
        const bool relu = what.net.hidden == activation::relu;
        parts value(depth + 1);
        value[0].assign(x.begin() + s * what.net.inputs(), x.begin() + (s + 1) * what.net.inputs());
        for (index l = 0; l < depth; ++l) {
            const float* w = weight[l].data();
            for (float v : bias[l]) {
                double sum = v;
                for (double input : value[l]) sum += static_cast<double>(*w++) * input;
                if (l + 1 < depth) sum = relu ? std::max(sum, 0.0) : std::tanh(sum);
                value[l + 1].push_back(sum);
            }
        }
        return value;
    }

    void backward(int s, const parts& value, parts& slope) const {
        const bool relu = what.net.hidden == activation::relu;
        std::vector<double> back = loss_slope(s, value.back());
        for (index l = value.size() - 1; l-- > 0;) {
            std::vector<double> before(value[l].size());
            for (index i = 0, k = 0; i < back.size(); ++i) {
                slope[2 * l + 1][i] += back[i];
                for (index j = 0; j < before.size(); ++j, ++k) {
                    slope[2 * l][k] += back[i] * value[l][j];
                    before[j] += back[i] * static_cast<double>(weight[l][k]);
                }
            }
            for (index j = 0; j < before.size(); ++j) {
                const double v = value[l][j];
                before[j] *= relu ? (v > 0 ? 1 : 0) : 1 - v * v;
            }
            back = before;
        }
    }

    std::vector<double> loss_slope(int s, const std::vector<double>& y) const {
        const bool classes = what.net.goal == loss::cross_entropy;
        const int outputs = what.net.outputs();
        const float* t = target.data() + s * (classes ? 1 : outputs);
        std::vector<double> result(y.size());
        double total = 0;
        for (double v : y) total += std::exp(v);
        for (index i = 0; i < y.size(); ++i)
            if (classes) result[i] = std::exp(y[i]) / total - (i == static_cast<index>(*t) ? 1 : 0);
            else result[i] = 2 * (y[i] - static_cast<double>(t[i])) / outputs;
        for (double& v : result) v /= what.batch;
        return result;
    }

    std::mt19937 generator_;
};

/// The largest error of an entry, relative to the largest entry of its part.
inline double relative_error(const problem::parts& expected, const std::vector<double>& found) {
    double worst = 0;
    index at = 0;
    for (const auto& part : expected) {
        double largest = 0, error = 0;
        for (double e : part) {
            const double difference = at < found.size() ? std::abs(e - found[at]) : HUGE_VAL;
            largest = std::max(largest, std::abs(e));
            if (!(difference <= error)) error = difference;  // NaN counts
            ++at;
        }
        if (!(error / largest <= worst)) worst = error / largest;
    }
    return at == found.size() ? worst : HUGE_VAL;
}

}  // namespace bench
