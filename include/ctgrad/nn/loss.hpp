/// Losses of one sample, as expressions; the loss of a batch is their mean.
#pragma once

#include <boost/hana/tuple.hpp>

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

/// 1/n sum |output - target|; derivative 0 where they are equal.
constexpr auto mean_absolute_error(operand auto output, operand auto target) {
    return mean(abs(output - target));
}

/// Huber's loss, the mean of e^2 / 2 where |e| <= delta and of delta (|e| - delta / 2) beyond, for
/// e = output - target: quadratic for small errors, linear for outliers. delta is positive.
template <operand Output, operand Target, operand Delta>
constexpr auto huber(Output output, Target target, Delta delta) {
    constexpr auto half = ctgrad::detail::constant_expression<1, 2>();
    const auto size = abs(output - target);
    const auto inner = min(size, delta);  // e^2 / 2 + delta (|e| - delta), each 0 outside its part
    return mean(half * square(inner) + delta * (size - inner));
}
/// With PyTorch's delta of 1.
constexpr auto huber(operand auto output, operand auto target) {
    return huber(output, target, ctgrad::detail::constant_expression<1, 1>());
}

/// 1/n sum log(cosh(output - target)): smooth, and linear far away.
constexpr auto log_cosh_error(operand auto output, operand auto target) {
    return mean(log_cosh(output - target));
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

/// Cross-entropy with label smoothing (Szegedy et al., 2016): the target, a class index or a
/// distribution, counts 1 - smoothing, and all classes share the rest equally.
template <operand Logits, operand Target, operand Smoothing>
constexpr auto smoothed_cross_entropy(Logits logits, Target target, Smoothing smoothing) {
    constexpr auto one = ctgrad::detail::constant_expression<1, 1>();
    return (one - smoothing) * softmax_cross_entropy(logits, target) +
           smoothing * (log_sum_exp(logits) - mean(logits));
}

/// Cross-entropy that counts every class by its weight, a vector with one entry per class: of the
/// loss of a sample whose target is a class index, weights[target] times. The loss of a batch is
/// the mean over its samples; PyTorch divides by the sum of their weights.
template <operand Logits, operand Target, operand Weights>
constexpr auto weighted_cross_entropy(Logits logits, Target target, Weights weights) {
    constexpr shape classes = ctgrad::detail::extent_of<Logits>;
    constexpr shape given = ctgrad::detail::extent_of<Target>;
    if constexpr (classes.rank != 1 || (given.rank != 0 && given != classes) ||
                  ctgrad::detail::extent_of<Weights> != classes)
        return ctgrad::detail::refuse_call<
            "weighted_cross_entropy",
            "logits and weights are vectors of one size, the target a class index or such a vector",
            Logits, Target, Weights>();
    else if constexpr (given.rank == 0)
        return dot(one_hot<classes.rows>(target), weights) * softmax_cross_entropy(logits, target);
    else return -dot(hadamard(weights, target), log_softmax(logits));
}

/// The mean of -t log p - (1 - t) log(1 - p) for p = sigmoid(logit) and targets t in [0, 1]. Finite
/// for logits of any size; its gradient by the logits is (sigmoid(logits) - targets) / n.
constexpr auto binary_cross_entropy(operand auto logits, operand auto targets) {
    return mean(softplus(logits) - hadamard(targets, logits));
}

/// The mean of max(0, 1 - target * output) for targets -1 and 1: support vector machines.
constexpr auto hinge(operand auto output, operand auto target) {
    return mean(relu(ctgrad::detail::constant_expression<1, 1>() - hadamard(target, output)));
}

/// The negative logarithm of a normal density but for its constant, log(2 pi) / 2: the mean of
/// (log v + (target - output)^2 / v) / 2, where v = max(variance, 1e-6), as in PyTorch.
constexpr auto gaussian_negative_log_likelihood(operand auto output, operand auto variance,
                                                operand auto target) {
    constexpr auto half = ctgrad::detail::constant_expression<1, 2>();
    const auto v = max(variance, ctgrad::detail::constant_expression<1, 1000000>());
    return mean(half * (log(v) + square(output - target) / v));
}

/// The sum of |entry| over all entries of the given expressions: a regulariser, as in
/// `loss + 1e-4_c * nn::l1(net::weight<1>(), net::weight<2>())`. Also for a Hana tuple.
template <operand First, operand... Others> constexpr auto l1(First first, Others... others) {
    return (sum(abs(first)) + ... + sum(abs(others)));
}
template <class... Variables> constexpr auto l1(const boost::hana::tuple<Variables...>&) {
    return l1(Variables{}...);
}

/// The sum of entry^2 over all entries of the given expressions; also for a Hana tuple.
template <operand First, operand... Others> constexpr auto l2(First first, Others... others) {
    return (squared_norm(first) + ... + squared_norm(others));
}
template <class... Variables> constexpr auto l2(const boost::hana::tuple<Variables...>&) {
    return l2(Variables{}...);
}

}  // namespace ctgrad::nn
