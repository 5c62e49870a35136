/// Optimisers: from a gradient to new parameters, with PyTorch's definitions and defaults.
///
/// `optimiser.update(parameters, gradient)` makes one step. What an optimiser is made of, and how
/// to write one: nn/optimisers/step.hpp.
#pragma once

#include <ctgrad/nn/optimisers/adam.hpp>
#include <ctgrad/nn/optimisers/adam_variants.hpp>
#include <ctgrad/nn/optimisers/adaptive_rate.hpp>
#include <ctgrad/nn/optimisers/gradient_descent.hpp>
