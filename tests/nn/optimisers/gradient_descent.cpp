#include <ctgrad/nn/optimisers/gradient_descent.hpp>

#include "trajectory_support.hpp"

using namespace trajectories;

BOOST_AUTO_TEST_CASE(goes_where_pytorch_goes) { trajectories::gradient_descent<values>(compare{}); }
