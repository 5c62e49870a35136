/// The whole library but the readers of files that need more than the standard library.
#pragma once

#include <ctgrad/eval/cost.hpp>
#include <ctgrad/eval/gradient.hpp>
#include <ctgrad/expr/directional.hpp>
#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/jacobian.hpp>
#include <ctgrad/show/text.hpp>
