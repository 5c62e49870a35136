/// Reductions of vectors and matrices by registers, in programs for one point. The value is that of
/// the operation but for the order of additions.
#pragma once

#include <type_traits>

#include <ctgrad/kernel/dots.hpp>
#include <ctgrad/plan/instruction.hpp>

namespace ctgrad::detail {

template <class Operation>
inline constexpr bool is_reduction = std::is_same_v<Operation, operations::sum_of_entries> ||
                                     std::is_same_v<Operation, operations::dot> ||
                                     std::is_same_v<Operation, operations::largest_of_entries>;

/// Registers that add up or compare side by side, as none is to wait for its own last result.
inline constexpr int reduction_ways = 4;

/// Calls use(way, first entry) for all whole registers of so many numbers, one after the other.
template <int Size, class T, class Use> CTGRAD_INLINE void for_each_register(Use use) {
    constexpr int lanes = kernel::lanes<T>, whole = Size - Size % lanes;
    constexpr int together = whole - whole % (reduction_ways * lanes);
    CTGRAD_ROLLED for (int i = 0; i < together; i += reduction_ways * lanes)
        CTGRAD_UNROLL for (int way = 0; way < reduction_ways; ++way) use(way, i + way * lanes);
    CTGRAD_UNROLL for (int way = 0; way < (whole - together) / lanes; ++way)
        use(way, together + way * lanes);
}

template <class T> CTGRAD_INLINE T total_of(const kernel::lane<T> (&sum)[reduction_ways]) {
    return kernel::detail::sum_of_lane<T>((sum[0] + sum[1]) + (sum[2] + sum[3]));
}

/// The sum of the numbers.
template <int Size, class T> CTGRAD_INLINE T sum_of(const T* a) {
    constexpr int rest = Size % kernel::lanes<T>;
    kernel::lane<T> sum[reduction_ways];
    CTGRAD_UNROLL for (auto& s : sum) s = kernel::lane<T>(T(0));
    for_each_register<Size, T>(
        [&](int way, int i) { sum[way] = sum[way] + kernel::load_lane(a + i); });
    if constexpr (rest > 0) sum[0] = sum[0] + kernel::load_lane_first<rest>(a + (Size - rest));
    return total_of<T>(sum);
}

/// The sum of their products.
template <int Size, class T> CTGRAD_INLINE T dot_of(const T* a, const T* b) {
    constexpr int rest = Size % kernel::lanes<T>;
    kernel::lane<T> sum[reduction_ways];
    CTGRAD_UNROLL for (auto& s : sum) s = kernel::lane<T>(T(0));
    const auto add = [&](int way, const kernel::lane<T>& u, const kernel::lane<T>& v) {
        sum[way] = kernel::multiply_add<T>(u, v, sum[way]);
    };
    for_each_register<Size, T>(
        [&](int way, int i) { add(way, kernel::load_lane(a + i), kernel::load_lane(b + i)); });
    if constexpr (rest > 0)
        add(0, kernel::load_lane_first<rest>(a + (Size - rest)),
            kernel::load_lane_first<rest>(b + (Size - rest)));
    return total_of<T>(sum);
}

/// The largest of the numbers, of which there is at least a register; NaN if there is one.
template <int Size, class T> CTGRAD_INLINE T largest_of(const T* a) {
    constexpr int lanes = kernel::lanes<T>;
    using operations::max;
    kernel::lane<T> most[reduction_ways];
    CTGRAD_UNROLL for (auto& m : most) m = kernel::load_lane(a + (Size - lanes));
    for_each_register<Size, T>(
        [&](int way, int i) { most[way] = max::value(most[way], kernel::load_lane(a + i)); });
    alignas(kernel::lane<T>) T left[lanes];
    kernel::store_lane<T>(left,
                          max::value(max::value(most[0], most[1]), max::value(most[2], most[3])));
    T result = left[0];
    for (int i = 1; i < lanes; ++i) result = max::value(result, left[i]);
    return result;
}

/// The operation on so many numbers, at least two registers of them.
template <class Operation, int Size, class T>
CTGRAD_INLINE void reduce(T* y, const T* a, const T* b) {
    if constexpr (std::is_same_v<Operation, operations::dot>) *y = dot_of<Size>(a, b);
    else if constexpr (std::is_same_v<Operation, operations::sum_of_entries>) *y = sum_of<Size>(a);
    else *y = largest_of<Size>(a);
}

}  // namespace ctgrad::detail
