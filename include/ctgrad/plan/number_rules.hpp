/// The rules for the instructions of programs on numbers, one after the other.
#pragma once

#include <ctgrad/plan/coefficients.hpp>
#include <ctgrad/plan/operand_order.hpp>
#include <ctgrad/plan/shared_powers.hpp>

namespace ctgrad::detail {

/// Larger programs are left as they are: compilers count their steps.
inline constexpr int most_ruled = 512;

constexpr void apply_number_rules(lowered& p, const int* outputs, int output_count) {
    if (p.code.size > most_ruled) return;
    rewriting r(p, outputs, output_count);
    shared_powers{r}.run();
    shared_coefficients{r}.run();
    r.forward_copies();
    r.order();
    operand_order{r}.run();
    r.order();
}

}  // namespace ctgrad::detail
