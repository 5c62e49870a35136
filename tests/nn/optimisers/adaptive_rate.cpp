#include <ctgrad/nn/optimisers/adaptive_rate.hpp>

#include "trajectory_support.hpp"

using namespace trajectories;

BOOST_AUTO_TEST_CASE(goes_where_pytorch_goes) { trajectories::adaptive_rate<values>(compare{}); }
