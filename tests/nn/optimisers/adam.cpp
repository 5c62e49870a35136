#include <ctgrad/nn/optimisers/adam.hpp>

#include "trajectory_support.hpp"

using namespace trajectories;

BOOST_AUTO_TEST_CASE(goes_where_pytorch_goes) { trajectories::adam<values>(compare{}); }
