#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/python.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

static_assert(python<"g">(value_and_gradient(x * sin(y), x, y)) ==
                  R"(import numpy as np  # or: import jax.numpy as np


def g(x, y):
    t1 = np.sin(y)
    return x * t1, (t1, x * np.cos(y))
)",
              "a gradient");

static_assert(python(scalar<"lambda"> * scalar<"np"> * scalar<"f">)
                      .find("def f(f_, lambda_, np_)") != std::string_view::npos,
              "names that are taken");

}  // namespace

BOOST_AUTO_TEST_CASE(special_functions_come_from_scipy) {
    BOOST_TEST(python(erf(x)).find("from scipy import special") != std::string_view::npos);
    BOOST_TEST(python(exp(x)).find("special") == std::string_view::npos);
}
