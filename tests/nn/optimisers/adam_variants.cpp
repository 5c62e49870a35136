#include <ctgrad/nn/optimisers/adam_variants.hpp>

#include "trajectory_support.hpp"

using namespace trajectories;

BOOST_AUTO_TEST_CASE(goes_where_pytorch_goes) { trajectories::adam_variants<values>(compare{}); }
