/// What the calculus knows of an operation: its name, its role, its rules as function pointers.
#pragma once

#include <ctgrad/calculus/layout.hpp>
#include <ctgrad/core/hash.hpp>
#include <ctgrad/core/label.hpp>
#include <ctgrad/core/text_view.hpp>

namespace ctgrad {

struct graph;
struct record;

/// How the chain rule and the simplifier treat an operation. Numbers, as other codes that are often
/// compared: two values of an enumeration have compilers look at all operators there are, built-in
/// ones included, which took a tenth of the time for all headers.
namespace role {

using code = unsigned char;

inline constexpr code constant = 0;
inline constexpr code variable = 1;
inline constexpr code sum = 2;
inline constexpr code product = 3;
inline constexpr code power = 4;        ///< constant exponent
inline constexpr code elementwise = 5;  ///< has local derivatives
/// Reductions, products of matrices, access: has a pull-back of its own.
inline constexpr code structural = 6;

}  // namespace role

/// What of an operation laws of pairs know (laws/pairs.hpp), as bits.
namespace merging {

inline constexpr unsigned factors = 1;  ///< it, as a factor
inline constexpr unsigned terms = 2;    ///< it, as a term of a sum or a factor of a term
inline constexpr unsigned squares = 4;  ///< its square, as a term or a factor of a term
inline constexpr unsigned powers = 8;   ///< its powers

}  // namespace merging

/// How often a node writes an infix operand's brackets: a looser operand stands in brackets.
enum class precedence : unsigned char { comparison, sum, product, prefix, call };

/// What an evaluation executes, in operations on numbers.
struct operation_counts {
    long additions = 0;  ///< and subtractions, changes of sign
    long multiplications = 0;
    long divisions = 0;
    long comparisons = 0;  ///< and choices, absolute values, roundings to whole numbers
    long functions = 0;    ///< roots and transcendental functions; each counts as one

    constexpr long total() const {
        return additions + multiplications + divisions + comparisons + functions;
    }
    constexpr operation_counts& operator+=(const operation_counts& other) {
        additions += other.additions;
        multiplications += other.multiplications;
        divisions += other.divisions;
        comparisons += other.comparisons;
        functions += other.functions;
        return *this;
    }
    friend constexpr operation_counts operator*(long n, const operation_counts& one) {
        return {n * one.additions, n * one.multiplications, n * one.divisions, n * one.comparisons,
                n * one.functions};
    }
    friend constexpr bool operator==(const operation_counts&, const operation_counts&) = default;
};

/// The type-erased form of an operation's struct, made by `descriptor<Operation>`. A graph value
/// holds pointers to these, so that passes are ordinary loops.
struct operation {
    core::text_view name;
    identity key = 0;  ///< hash of the name; the name is the identity
    role::code kind = role::elementwise;
    core::text_view infix = {};  ///< " < "; empty: written as a call
    bool linear = false;         ///< linear in each operand, the others held fixed
    bool light = false;   ///< an instruction or two on registers, and no constants of its own
    unsigned merges = 0;  ///< what laws of pairs know of it, see `merging`
    /// The name of its derivative in textbooks; null: "derivative of sin" (calculus/rule_name.hpp).
    core::text_view (*rule)(const layout&) = nullptr;

    /// Elementwise: the derivative by operand k as a node.
    int (*derivative)(graph&, int y, int k) = nullptr;
    /// Structural: contribution to the adjoint of operand k, given the cotangent of y.
    int (*pull_back)(graph&, int y, int cotangent, int k) = nullptr;
    /// Counted operations of one evaluation; null: as many for each entry of the result.
    operation_counts (*flops)(const layout&) = nullptr;
    operation_counts per_entry{};

    constexpr operation_counts counts(const layout& l) const {
        return flops ? flops(l) : l.y.size() * per_entry;
    }
};

namespace detail {

template <class Operation> constexpr operation describe();  // calculus/describe.hpp

}  // namespace detail

/// The one descriptor of an operation's struct.
template <class Operation>
inline constexpr operation descriptor = detail::describe<Operation>();

}  // namespace ctgrad
