/// How good a trained network is on data.
#pragma once

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>

#include <ctgrad/core/config.hpp>

namespace ctgrad::nn {

/// The place of the largest number; the first of equals. NaN is never the largest.
template <class T> constexpr std::size_t argmax(std::span<const T> numbers) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < numbers.size(); ++i)
        if (numbers[i] > numbers[best] || numbers[best] != numbers[best]) best = i;
    return best;
}

/// The fraction of rows whose largest entry stands at the label. `outputs` holds one row of
/// outputs.size() / labels.size() numbers per label. Error (std::invalid_argument): parts of rows.
template <class T, class Label>
double accuracy(std::span<const T> outputs, std::span<const Label> labels) {
    if (labels.empty()) return 0;
    const std::size_t width = outputs.size() / labels.size();
    if (width == 0 || width * labels.size() != outputs.size())
        CTGRAD_THROW(std::invalid_argument("accuracy: " + std::to_string(labels.size()) +
                                           " labels need as many rows of outputs, not " +
                                           std::to_string(outputs.size()) + " numbers"));
    std::size_t right = 0;
    for (std::size_t i = 0; i < labels.size(); ++i)
        right += argmax(outputs.subspan(i * width, width)) == static_cast<std::size_t>(labels[i]);
    return static_cast<double>(right) / static_cast<double>(labels.size());
}

}  // namespace ctgrad::nn
