/// A data set for training: one row of features and one label for every sample.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace ctgrad::io {

/// `size()` samples of `features` numbers each, with one label per sample.
/// Shapes: `inputs` is row-major, size() x features; `labels` holds size() entries.
/// Label is `int` for classes, or T for a real target. An aggregate: whoever fills it keeps
/// inputs.size() == features * labels.size(); `consistent()` says whether that holds.
template <class T, class Label = int>
struct data_set {
    std::size_t features = 0;
    std::vector<T> inputs;
    std::vector<Label> labels;

    [[nodiscard]] std::size_t size() const noexcept { return labels.size(); }
    [[nodiscard]] bool empty() const noexcept { return labels.empty(); }

    /// The features of sample `i`. Requirement: i < size(). Cost: none, it is a view.
    [[nodiscard]] std::span<const T> row(std::size_t i) const noexcept {
        return std::span<const T>(inputs).subspan(i * features, features);
    }
    [[nodiscard]] std::span<T> row(std::size_t i) noexcept {
        return std::span<T>(inputs).subspan(i * features, features);
    }

    /// Whether every label has its row, and no number is left over.
    [[nodiscard]] bool consistent() const noexcept {
        if (features == 0 || labels.empty()) { return inputs.empty(); }
        // By division: a product of hostile numbers could overflow.
        return inputs.size() % features == 0 && inputs.size() / features == labels.size();
    }

    friend bool operator==(const data_set&, const data_set&) = default;
};

}  // namespace ctgrad::io
