// Formulas of two scalars, drawn by chance.
#pragma once

#include <ctgrad/ctgrad.hpp>

namespace laws {

using namespace ctgrad;
using namespace ctgrad::literals;

/// A formula drawn by chance from `Seed`: the same for numbers and for expressions.
template <identity Seed, int Depth, class T, class U> constexpr auto formula(T a, U b) {
    constexpr auto choice = static_cast<int>(mix(Seed, 1) >> 40) % (Depth == 0 ? 5 : 13);
    if constexpr (Depth == 0) {
        if constexpr (choice < 2) return a;
        else if constexpr (choice < 4) return b;
        else return a * 0_c + 0.75_c;
    } else {
        const auto left = formula<mix(Seed, 2), Depth - 1>(a, b);
        const auto right = formula<mix(Seed, 3), Depth - 1>(a, b);
        if constexpr (choice < 2) return left + right;
        else if constexpr (choice < 4) return left - right;
        else if constexpr (choice < 6) return left * right;
        else if constexpr (choice == 6) return left / (2_c + square(right));
        else if constexpr (choice == 7) return sin(left) - 2_c * right;
        else if constexpr (choice == 8) return -left * sqrt(1_c + right * right);
        else if constexpr (choice == 9) return left * left * pow(3_c + square(right), -1.5_c);
        else if constexpr (choice == 10) return tanh(left - right) / 3_c;
        else if constexpr (choice == 11) return exp(-square(left)) + right;
        else return cos(left + right) * left;
    }
}

/// The same of formulas that laws of algebra simplify.
template <identity Seed, int Depth, class T, class U> constexpr auto redundant(T a, U b) {
    constexpr auto choice = static_cast<int>(mix(Seed, 1) >> 40) % (Depth == 0 ? 2 : 10);
    if constexpr (Depth == 0) {
        if constexpr (choice == 0) return a;
        else return b;
    } else {
        const auto left = redundant<mix(Seed, 2), Depth - 1>(a, b);
        const auto right = redundant<mix(Seed, 3), Depth - 1>(a, b);
        if constexpr (choice == 0) return square(sin(left)) * right + right * square(cos(left));
        else if constexpr (choice == 1) return exp(sin(left)) * exp(-sin(right));
        else if constexpr (choice == 2)
            return exp(sin(left)) * exp(cos(right)) / (2_c + left * left);
        else if constexpr (choice == 3) return sqrt(square(left)) * right;
        else if constexpr (choice == 4) return abs(left) * abs(left) - right;
        else if constexpr (choice == 5)
            return left * sin(right) + right * sin(right) - left * right;
        else if constexpr (choice == 6) return log(sqrt(2_c + square(left))) + right;
        else if constexpr (choice == 7) return 2_c * (left - right) - 3_c * (right - sin(left));
        else if constexpr (choice == 8) return square(exp(-square(left))) / exp(-square(left));
        else return left * right / (1_c + right * right) + left * left / (1_c + right * right);
    }
}

}  // namespace laws
