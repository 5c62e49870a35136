/// The whole library but what brings in other large ones: check/ (Boost.Math, Boost.Test), io/
/// (files), nn/initialise.hpp, nn/training.hpp and nn/fit.hpp (Boost.Random).
#pragma once

// First, or g++ names a chain of headers with every sentence of an error.
#include <ctgrad/core/error.hpp>
#include <ctgrad/eval/batch.hpp>
#include <ctgrad/eval/cost.hpp>
#include <ctgrad/eval/expression_array.hpp>
#include <ctgrad/eval/gradient.hpp>
#include <ctgrad/eval/hessian.hpp>
#include <ctgrad/eval/points.hpp>
#include <ctgrad/expr/array_directions.hpp>
#include <ctgrad/expr/define_function.hpp>
#include <ctgrad/expr/directional.hpp>
#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/loops.hpp>
#include <ctgrad/expr/scan.hpp>
#include <ctgrad/expr/state_gradient.hpp>
#include <ctgrad/expr/variable_array.hpp>
#include <ctgrad/nn/activations.hpp>
#include <ctgrad/nn/average.hpp>
#include <ctgrad/nn/clip.hpp>
#include <ctgrad/nn/early_stopping.hpp>
#include <ctgrad/nn/loss.hpp>
#include <ctgrad/nn/metrics.hpp>
#include <ctgrad/nn/mlp.hpp>
#include <ctgrad/nn/optimiser.hpp>
#include <ctgrad/nn/recurrent.hpp>
#include <ctgrad/nn/schedule.hpp>
#include <ctgrad/nn/truncated.hpp>
#include <ctgrad/show/cost.hpp>
#include <ctgrad/show/cpp.hpp>
#include <ctgrad/show/derivation.hpp>
#include <ctgrad/show/dot.hpp>
#include <ctgrad/show/latex.hpp>
#include <ctgrad/show/listing.hpp>
#include <ctgrad/show/mathml.hpp>
#include <ctgrad/show/python.hpp>
#include <ctgrad/show/reveal.hpp>
#include <ctgrad/show/spelled.hpp>
#include <ctgrad/show/summary.hpp>
#include <ctgrad/show/text.hpp>
#include <ctgrad/show/unicode.hpp>
