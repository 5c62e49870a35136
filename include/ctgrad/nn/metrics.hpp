/// How good a trained network is on data.
#pragma once

#include <cstddef>
#include <span>

namespace ctgrad::nn {

/// The place of the largest number; the first of equals. NaN is never the largest.
template <class T> constexpr std::size_t argmax(std::span<const T> numbers) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < numbers.size(); ++i)
        if (numbers[i] > numbers[best] || numbers[best] != numbers[best]) best = i;
    return best;
}

/// The fraction of rows whose largest entry stands at the label. `outputs` holds one row of
/// outputs.size() / labels.size() numbers per label.
template <class T, class Label>
double accuracy(std::span<const T> outputs, std::span<const Label> labels) {
    if (labels.empty()) return 0;
    const std::size_t width = outputs.size() / labels.size();
    std::size_t right = 0;
    for (std::size_t i = 0; i < labels.size(); ++i)
        right += argmax(outputs.subspan(i * width, width)) == static_cast<std::size_t>(labels[i]);
    return static_cast<double>(right) / static_cast<double>(labels.size());
}

}  // namespace ctgrad::nn
