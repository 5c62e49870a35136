/// Losses of one sample, as expressions; the loss of a batch is their mean.
#pragma once

#include <ctgrad/expr/functions.hpp>

namespace ctgrad::nn {

/// 1/2 sum (output - target)^2
constexpr auto half_squared_error(operand auto output, operand auto target) {
    return ctgrad::detail::constant_expression<1, 2>() * squared_norm(output - target);
}

/// 1/n sum (output - target)^2 over the n outputs
constexpr auto mean_squared_error(operand auto output, operand auto target) {
    return mean(square(output - target));
}

/// -log softmax(logits) at the target: a scalar variable that holds the class index (0, 1, ...), or
/// a vector with the probability of every class. Finite for logits of any size. Its gradient by the
/// logits is softmax(logits) - target. A number that is no class index stands for no class at all:
/// nothing is subtracted; the readers of io/ check labels.
template <operand Logits, operand Target>
constexpr auto softmax_cross_entropy(Logits logits, Target target) {
    constexpr shape classes = ctgrad::detail::extent_of<Logits>;
    constexpr shape given = ctgrad::detail::extent_of<Target>;
    if constexpr (classes.rank != 1 || (given.rank != 0 && given != classes))
        return ctgrad::detail::refuse_call<
            "softmax_cross_entropy",
            "logits are a vector, the target a class index or a vector of the same size", Logits,
            Target>();
    else if constexpr (given.rank == 0)
        return log_sum_exp(logits) - dot(one_hot<classes.rows>(target), logits);
    else return sum(target) * log_sum_exp(logits) - dot(target, logits);
}

}  // namespace ctgrad::nn
