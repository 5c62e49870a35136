/// What a program is made of: operations with addresses. Here are also the operations that only
/// programs know: forms of the canonical ones that a machine executes directly.
#pragma once

#include <ctgrad/calculus/frozen.hpp>
#include <ctgrad/calculus/operations.hpp>

namespace ctgrad {

namespace operations {

struct subtract : elementwise<"subtract", 2> {
    static constexpr bool light = true;
    static constexpr operation_counts operations_per_entry{.additions = 1};
    template <class T> static constexpr T value(const T& a, const T& b) { return a - b; }
};

struct divide : elementwise<"divide", 2> {
    static constexpr operation_counts operations_per_entry{.divisions = 1};
    template <class T> static constexpr T value(const T& a, const T& b) { return a / b; }
};

struct negate : elementwise<"negate"> {
    static constexpr bool light = true;
    static constexpr operation_counts operations_per_entry{.additions = 1};
    template <class T> static constexpr T value(const T& u) { return -u; }
};

/// Also spreads a scalar or a constant over a shape.
struct copy : elementwise<"copy"> {
    static constexpr operation_counts operations_per_entry{};
    template <class T> static constexpr T value(const T& u) { return u; }
};

struct dot : structural<"dot", 2> {
    static constexpr operation_counts flops(shape, shape a, shape) {
        return {.additions = a.size() - 1, .multiplications = a.size()};
    }
    template <layout L, class T>
    static constexpr void evaluate(T* y, const T* a, const T* b) {
        T total = a[0] * b[0];
        for (int i = 1; i < L.a.size(); ++i) total = total + a[i] * b[i];
        *y = total;
    }
};

/// What log_sum_exp and softmax subtract. NaN stays.
struct largest_of_entries : reduction<"largest_of_entries"> {
    static constexpr operation_counts flops(shape, shape a, shape) {
        return {.comparisons = a.size() - 1};
    }
    template <layout L, class T> static constexpr void evaluate(T* y, const T* a) {
        T largest = a[0];
        for (int i = 1; i < L.a.size(); ++i) largest = max::value(largest, a[i]);
        *y = largest;
    }
};

}  // namespace operations

namespace space {

using code = unsigned char;

inline constexpr code none = 0;
inline constexpr code constant = 1;  ///< index: of the instruction list's constants
inline constexpr code arena = 2;     ///< offset: into the working memory
inline constexpr code input = 3;     ///< index: of the variable; offset: into its value
inline constexpr code output = 4;    ///< index: of the output; offset: into it

}  // namespace space

/// Where a value lies. Offsets count numbers, not bytes.
struct address {
    space::code where;
    int index;
    int offset;
};

struct instruction {
    const operation* op;
    std::int64_t p;
    std::int64_t q;
    int count;
    int target;  ///< the value it makes (a part of it from `target_offset`)
    int target_offset;
    shape extent;             ///< of what it writes
    int operand[3];           ///< values; -1 where there are fewer
    shape operand_extent[3];  ///< scalar_shape where there are fewer
};

/// One that reads one or two values.
constexpr instruction make_instruction(const operation& op, int target, const shape& extent, int a,
                                       const shape& extent_of_a, int b = -1,
                                       const shape& extent_of_b = scalar_shape) {
    const int count = b < 0 ? 1 : 2;
    return {
        &op, 0, 0, count, target, 0, extent, {a, b, -1}, {extent_of_a, extent_of_b, scalar_shape}};
}

/// A value of a program: made by instructions, bound, constant, or a part of another one.
struct value_slot {
    shape extent;
    address at;
    int base;        ///< the value this is a part of; `at.offset` then counts from its start
    std::int64_t p;  ///< numerator of a constant
    std::int64_t q;  ///< denominator

    constexpr rational number() const { return rational::reduced(p, q); }
};

/// A value that is yet to be made.
constexpr value_slot new_value(const shape& extent) { return {extent, {}, -1, 0, 1}; }
constexpr value_slot constant_value(const rational& value) {
    return {scalar_shape, {space::constant, 0, 0}, -1, value.numerator, value.denominator};
}

namespace detail {

/// Instructions over values. Values are numbered like the graph's nodes; temporaries follow.
struct lowered {
    list<instruction> code;
    list<value_slot> values;
};

/// What an instruction counts, as its operation's struct says.
constexpr operation_counts operations_of(const instruction& s) {
    return s.op->counts({s.extent, s.operand_extent[0], s.operand_extent[1], s.p, s.q});
}

/// The value that this one is a part of, or itself.
constexpr int root_of(const lowered& p, int value) {
    while (p.values.data[value].base >= 0) value = p.values.data[value].base;
    return value;
}

}  // namespace detail

}  // namespace ctgrad
