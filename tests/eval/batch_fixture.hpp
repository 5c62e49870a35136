// Memory for single steps of a batch, with addresses chosen by hand.
#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/eval/batch_memory.hpp>
#include <ctgrad/tensor/buffer.hpp>

namespace batches {

using namespace ctgrad;
using ctgrad::detail::batch_memory;

constexpr batch_address at_tile(int offset, int inner = 0) {
    return {batch_space::tile, 0, offset, inner};
}
constexpr batch_address at_shared(int offset, int inner = 0) {
    return {batch_space::shared, 0, offset, inner};
}
constexpr batch_address at_parameter(int inner = 0) {
    return {batch_space::parameter, 0, 0, inner};
}
constexpr batch_address at_sample(int offset, int inner = 0) {
    return {batch_space::sample, 1, offset, inner};
}

/// Room for tiles of 80 values of one sample. Everything is NaN at first. Input 0 is a parameter,
/// input 1 has one row per sample. Its numbers are small, so that sums are exact in every order.
template <class T> struct memory_of_steps {
    static constexpr int capacity = 48;
    static constexpr int stride = 37;
    static constexpr T none = std::numeric_limits<T>::quiet_NaN();

    std::vector<T> shared = std::vector<T>(256, none);
    std::vector<T> tile = std::vector<T>(80 * capacity, none);
    std::vector<T> numbers = std::vector<T>(64, none);
    std::vector<T> parameter = std::vector<T>(1024), rows = std::vector<T>(capacity * stride);
    std::vector<T> output = std::vector<T>(4096, none);
    buffer<kernel::lane<T>> scratch{128};
    const T* parameters[2]{parameter.data(), nullptr};
    const T* samples[2]{nullptr, rows.data()};
    std::ptrdiff_t strides[2]{0, stride};
    T* outputs[1]{output.data()};
    batch_memory<T> m;

    explicit memory_of_steps(int count, int first_sample = 0)
        : m{shared.data(), tile.data(), scratch.data(), numbers.data(), parameters,   samples,
            strides,       outputs,     capacity,       count,          first_sample, 1000} {
        for (int i = 0; i < capacity * stride; ++i)
            rows[static_cast<std::size_t>(i)] = static_cast<T>(i % 101 - 50);
        for (std::size_t i = 0; i < parameter.size(); ++i)
            parameter[i] = static_cast<T>(static_cast<int>(i * 7 % 11) - 5);
    }
    memory_of_steps(const memory_of_steps&) = delete;

    /// Number j of row i of input 1.
    T row(int i, int j) const { return rows[static_cast<std::size_t>(i * stride + j)]; }
    /// Entry j of a value of the tile, for sample i.
    T& entry(int offset, int j, int i) {
        return tile[static_cast<std::size_t>((offset + j) * capacity + i)];
    }
    /// Small numbers as a value of the tile, also in the rest of the last register.
    void fill(int offset, int size) {
        for (int j = 0; j < size; ++j)
            for (int i = 0; i < kernel::padded<T>(m.count); ++i)
                entry(offset, j, i) = static_cast<T>((3 * j + 5 * i) % 7 - 3);
    }
    /// The same numbers as a value of sample i alone.
    void fill_sample(int offset, int size, int i) {
        for (int j = 0; j < size; ++j)
            tile[static_cast<std::size_t>(offset + j)] = static_cast<T>((3 * j + 5 * i) % 7 - 3);
    }
};

/// Numbers of samples around whole registers.
template <class T> std::vector<int> sample_counts() {
    std::vector<int> result;
    for (int count : {1, 2, kernel::lanes<T> - 1, kernel::lanes<T>, kernel::lanes<T> + 1,
                      2 * kernel::lanes<T> + 3})
        if (count > 0) result.push_back(count);
    return result;
}

template <class T> bool is_nan(T number) { return !(number == number); }

}  // namespace batches
