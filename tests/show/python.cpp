#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/python.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

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

constexpr auto w = vector<"w", 6>;
constexpr auto run =
    scan<6>(carry(x, 1_c, tanh(x* y)), each(scalar<"u">, w), accumulate(x* scalar<"u">));

static_assert(python(value_and_gradient(run.last(x) + run.total(), y)) ==
                  R"(import numpy as np  # or: import jax.numpy as np


def f(w, y):
    x = 1.0
    total1 = 0.0
    output1 = []
    output2 = []
    for step1 in range(6):
        u = w[step1]
        t1 = np.tanh(y * x)
        total1 = total1 + u * x
        output1.append(t1)
        output2.append(x)
        x = t1
    output1 = np.stack(output1)
    output2 = np.stack(output2)
    state1 = 1.0
    total2 = 0.0
    for step2 in reversed(range(6)):
        u = w[step2]
        row1 = output1[step2]
        row2 = output2[step2]
        t2 = 1 - np.square(row1)
        total2 = total2 + row2 * state1 * t2
        state1 = u + y * state1 * t2
    return x + total1, (total2,)
)",
              "a loop, and the loop back");

}  // namespace

BOOST_AUTO_TEST_CASE(special_functions_come_from_scipy) {
    BOOST_TEST(python(erf(x)).find("from scipy import special") != std::string_view::npos);
    BOOST_TEST(python(exp(x)).find("special") == std::string_view::npos);
}
