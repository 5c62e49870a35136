/// Seeded shuffling and splitting of data sets, with the same numbers on every platform.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <ctgrad/io/data_set.hpp>
#include <ctgrad/nn/permutation.hpp>

namespace ctgrad::io {

/// The numbers 0 .. count-1 in random order: visits a data set without moving it.
/// The same seed gives the same order with every compiler, library and word size.
/// Source: the shuffle of Fisher and Yates, on Boost's mt19937. Cost: count random numbers.
inline std::vector<std::size_t> permutation(std::size_t count, std::uint32_t seed);

/// Puts the samples in random order, each row together with its label; the row at i afterwards is
/// the row at permutation(size, seed)[i] before. Requirement: data.consistent().
template <class T, class Label>
void shuffle(data_set<T, Label>& data, std::uint32_t seed);

/// The two parts of a split: `auto [training, validation] = split(data, 0.8);`
template <class T, class Label>
struct split_sets {
    data_set<T, Label> first, second;
};

/// The first `count` samples, and the rest. Requirement: data.consistent().
/// Shuffle before, if the order of the samples means something.
/// Errors: std::invalid_argument if count is negative or greater than data.size().
template <class T, class Label, std::integral Count>
split_sets<T, Label> split(data_set<T, Label> data, Count count);

/// The first `fraction` of the samples, rounded to the nearest whole number, and the rest.
/// Errors: std::invalid_argument if fraction does not lie in 0..1.
template <class T, class Label, std::floating_point Fraction>
split_sets<T, Label> split(data_set<T, Label> data, Fraction fraction);

namespace detail {

template <class Values>
Values take_from(Values& values, std::size_t begin) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(begin);
    Values tail(middle, values.end());
    values.erase(middle, values.end());
    return tail;
}

}  // namespace detail

inline std::vector<std::size_t> permutation(std::size_t count, std::uint32_t seed) {
    return nn::permutation(count, boost::random::mt19937(seed));
}

template <class T, class Label>
void shuffle(data_set<T, Label>& data, std::uint32_t seed) {
    boost::random::mt19937 generator(seed);
    nn::fisher_yates(data.size(), generator, [&](std::size_t a, std::size_t b) {
        if (a == b) {
            return;  // swap_ranges does not allow overlap
        }
        const auto from = data.row(a);
        std::swap_ranges(from.begin(), from.end(), data.row(b).begin());
        std::swap(data.labels[a], data.labels[b]);
    });
}

template <class T, class Label, std::integral Count>
split_sets<T, Label> split(data_set<T, Label> data, Count count) {
    if (std::cmp_less(count, 0) || std::cmp_greater(count, data.size())) {
        throw std::invalid_argument("split(data, " + std::to_string(count) +
                                    "): the data set has " + std::to_string(data.size()) +
                                    " samples");
    }
    const auto kept = static_cast<std::size_t>(count);
    data_set<T, Label> rest{data.features, detail::take_from(data.inputs, kept * data.features),
                            detail::take_from(data.labels, kept)};
    return {std::move(data), std::move(rest)};
}

template <class T, class Label, std::floating_point Fraction>
split_sets<T, Label> split(data_set<T, Label> data, Fraction fraction) {
    if (!(fraction >= 0 && fraction <= 1)) {  // written so that NaN is refused too
        throw std::invalid_argument("split(data, fraction): the fraction must lie in 0..1");
    }
    const auto exact = static_cast<double>(fraction) * static_cast<double>(data.size());
    // 0.29 of 100 is 29, not 28. Counted before the data is moved from.
    const auto count = std::min(static_cast<std::size_t>(exact + 0.5), data.size());
    return split(std::move(data), count);
}

}  // namespace ctgrad::io
