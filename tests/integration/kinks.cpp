// At kinks the derivatives are PyTorch's; NaN stays NaN.

#include <array>
#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr double quiet = std::numeric_limits<double>::quiet_NaN();

}  // namespace

BOOST_AUTO_TEST_CASE(at_zero) {
    static_assert(diff(relu(x), x)(x = 0.0) == 0);
    static_assert(diff(abs(x), x)(x = 0.0) == 0);
    static_assert(diff(sign(x), x)(x = 0.0) == 0);
    static_assert(diff(leaky_relu(x), x)(x = 0.0) == 0.01);
    static_assert(diff(elu(x), x)(x = 0.0) == 1);
    static_assert(diff(softsign(x), x)(x = 0.0) == 1);
    static_assert(sign(x)(x = 0.0) == 0);
}

BOOST_AUTO_TEST_CASE(ties_share) {
    constexpr auto larger = gradient(max(x, y), x, y);
    static_assert(larger(x = 2.0, y = 2.0)[x] == 0.5);
    static_assert(larger(x = 2.0, y = 2.0)[y] == 0.5);
    static_assert(larger(x = 2.0, y = 1.0)[x] == 1);
    static_assert(larger(x = 2.0, y = 1.0)[y] == 0);
    constexpr auto smaller = gradient(min(x, y), x, y);
    static_assert(smaller(x = 2.0, y = 2.0)[x] == 0.5);
    static_assert(smaller(x = 2.0, y = 1.0)[y] == 1);
    static_assert(diff(max(x, x), x)(x = 3.0) == 1);
}

BOOST_AUTO_TEST_CASE(bounds) {
    constexpr auto inside = diff(clamp(x, -1_c, 2_c), x);
    static_assert(inside(x = -1.0) == 1 && inside(x = 2.0) == 1 && inside(x = 0.5) == 1);
    static_assert(inside(x = -1.1) == 0 && inside(x = 2.1) == 0);
    constexpr auto strictly = diff(hard_tanh(x), x);
    static_assert(strictly(x = -1.0) == 0 && strictly(x = 1.0) == 0 && strictly(x = 0.5) == 1);
}

BOOST_AUTO_TEST_CASE(not_a_number) {
    for (const double value : {
             relu(x)(x = quiet),
             abs(x)(x = quiet),
             sign(x)(x = quiet),
             floor(x)(x = quiet),
             max(x, y)(x = quiet, y = 1.0),
             max(x, y)(x = 1.0, y = quiet),
             min(x, y)(x = quiet, y = 1.0),
             min(x, y)(x = 1.0, y = quiet),
             clamp(x, -1_c, 1_c)(x = quiet),
             hard_tanh(x)(x = quiet),
             sigmoid(x)(x = quiet),
             softplus(x)(x = quiet),
             elu(x)(x = quiet),
             leaky_relu(x)(x = quiet),
         })
        BOOST_TEST(std::isnan(value));
    constexpr auto v = vector<"v", 3>;
    const std::array values{1.0, quiet, 2.0};
    BOOST_TEST(std::isnan(softmax(v)(v = values)[0]));
    BOOST_TEST(std::isnan(log_sum_exp(v)(v = values)));
}
