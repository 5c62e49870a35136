/// What the contestants need that only multiply matrices: parameters, values of every layer, and
/// bias, activation, loss and their derivatives in vectors (Eigen's arrays). One column per sample.
#pragma once

#define EIGEN_STACK_ALLOCATION_LIMIT 0
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "contestant.hpp"

namespace bench {

struct layer {
    int in, out;
    numbers<float> weight, bias, weight_slope, bias_slope;  // outputs x inputs, by columns
    numbers<float> value, back;                             // of a tile of samples
};

/// A matrix of these rows, row by row, by columns.
template <class From> numbers<float> by_columns(const From& from, int rows) {
    using by_row = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    numbers<float> result(from.size());
    const auto columns = static_cast<Eigen::Index>(from.size()) / rows;
    Eigen::Map<Eigen::MatrixXf>(result.data(), rows, columns) =
        Eigen::Map<const by_row>(from.data(), rows, columns);
    return result;
}

struct dense_layers {
    network net;
    int batch, tile;
    numbers<float> x, target;
    std::vector<layer> all;
    float mean = 0;

    /// Samples run in tiles, the last of which is a whole one.
    dense_layers(const problem& p, int largest_tile)
        : net(p.what.net),
          batch(p.what.batch),
          tile(std::min(batch, largest_tile)),
          x(p.x),
          target(p.target) {
        for (int l = 0; l < net.depth; ++l) {
            const auto i = static_cast<index>(l);
            const numbers<float> values(static_cast<index>(net.at(l + 1) * tile));
            const numbers<float> w = by_columns(p.weight[i], net.at(l + 1));
            all.push_back({net.at(l), net.at(l + 1), w, p.bias[i], w, p.bias[i], values, values});
        }
    }

    std::vector<double> gradient() const {
        std::vector<double> result;
        for (const layer& l : all) {
            append(result, by_columns(l.weight_slope, l.in));  // of the transpose: row by row
            append(result, l.bias_slope);
        }
        return result;
    }
    std::vector<double> output() const {
        std::vector<double> result;
        append(result, all.back().value);
        return result;
    }
    const float* input(const layer& l, int first) const {
        return &l == &all.front() ? x.data() + first * l.in : (&l - 1)->value.data();
    }
};

using columns = Eigen::Map<Eigen::ArrayXXf, Eigen::Aligned64>;
using line = Eigen::Map<Eigen::ArrayXf, Eigen::Aligned64>;

inline void fill_bias(layer& l, int samples) {
    for (int s = 0; s < samples; ++s)
        std::copy(l.bias.begin(), l.bias.end(), l.value.begin() + s * l.out);
}

inline void activate(activation hidden, layer& l, int samples) {
    line value(l.value.data(), l.out * samples);
    if (hidden == activation::relu) value = value.max(0.0f);
    else value = value.tanh();
}

/// From the gradient by the values to that by the sums.
inline void activate_back(activation hidden, layer& l, int samples) {
    if (hidden == activation::relu) {
        const float* const v = l.value.data();
        float* const b = l.back.data();
        for (int i = 0; i < l.out * samples; ++i) b[i] = v[i] > 0 ? b[i] : 0.0f;
    } else {
        line back(l.back.data(), l.out * samples);
        back *= 1.0f - line(l.value.data(), l.out * samples).square();
    }
}

inline void slope_of_bias(layer& l, int samples, bool is_first) {
    const columns back(l.back.data(), l.out, samples);
    line slope(l.bias_slope.data(), l.out);
    if (is_first) slope = back.rowwise().sum();
    else slope += back.rowwise().sum();
}

/// Writes the gradient by the outputs of a tile, and adds to the mean loss.
inline void run_loss(dense_layers& n, int first) {
    layer& l = n.all.back();
    const columns value(l.value.data(), l.out, n.tile);
    columns back(l.back.data(), l.out, n.tile);
    const float share = 1.0f / static_cast<float>(n.batch);
    float total = 0;
    if (n.net.goal == loss::cross_entropy) {
        const float* const label = n.target.data() + first;
        for (int s = 0; s < n.tile; ++s) {
            back.col(s) = value.col(s) - value.col(s).maxCoeff();
            total -= back(static_cast<Eigen::Index>(label[s]), s);
        }
        line(l.back.data(), l.out * n.tile) = line(l.back.data(), l.out * n.tile).exp();
        for (int s = 0; s < n.tile; ++s) {
            const float sum = back.col(s).sum();
            total += std::log(sum);
            back.col(s) *= share / sum;
            back(static_cast<Eigen::Index>(label[s]), s) -= share;
        }
        n.mean += total * share;
    } else {
        const Eigen::Map<const Eigen::ArrayXf> target(n.target.data() + first * l.out,
                                                      l.out * n.tile);
        line slope(l.back.data(), l.out * n.tile);
        slope = line(l.value.data(), l.out * n.tile) - target;
        n.mean += slope.square().sum() * share / static_cast<float>(l.out);
        slope *= 2 * share / static_cast<float>(l.out);
    }
}

}  // namespace bench
