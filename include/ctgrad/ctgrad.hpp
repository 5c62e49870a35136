/// The whole library but check/ (Boost.Math, Boost.Test) and io/ (files).
#pragma once

#include <ctgrad/eval/batch.hpp>
#include <ctgrad/eval/cost.hpp>
#include <ctgrad/eval/gradient.hpp>
#include <ctgrad/expr/directional.hpp>
#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/jacobian.hpp>
#include <ctgrad/nn/activations.hpp>
#include <ctgrad/nn/initialise.hpp>
#include <ctgrad/nn/loss.hpp>
#include <ctgrad/nn/metrics.hpp>
#include <ctgrad/nn/mlp.hpp>
#include <ctgrad/nn/optimiser.hpp>
#include <ctgrad/nn/training.hpp>
#include <ctgrad/show/latex.hpp>
#include <ctgrad/show/text.hpp>
