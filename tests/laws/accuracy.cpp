// Functions and their first three derivatives in double against what mpmath says (accuracy.py): to
// 1e-13 of themselves, in tails, beside branch points and beside zeros.

#include <cmath>

#include <boost/test/unit_test.hpp>

#include "accuracy_sample.hpp"
#include "support.hpp"

namespace {

using namespace ctgrad;

constexpr auto x = scalar<"x">;

/// `absolute`: of numbers below 1. `squares`: besides, so many units in the last place times x^2,
/// which is what a rounded x^2 costs exp(-x^2). Where a 0 stands any subnormal number will do.
struct tolerance {
    bool absolute = false;
    double squares = 0;
};

template <class F> int check(std::string_view name, F f, tolerance t = {}) {
    using values = double (*)(double);
    constexpr values orders[] = {[](double at) { return F{}(x = at); },
                                 [](double at) { return diff(F{}, x)(x = at); },
                                 [](double at) { return diff(F{}, x, x)(x = at); },
                                 [](double at) { return diff(F{}, x, x, x)(x = at); }};
    int checked = 0;
    for (const laws::accuracy_sample& s : laws::accuracy_samples) {
        if (s.function != name) continue;
        for (int order = 0; order < 4; ++order, ++checked) {
            const double found = orders[order](s.at), expected = s.values[order];
            const double size =
                std::max(std::abs(expected), t.absolute ? 1 : std::numeric_limits<double>::min());
            const double bound = expected == 0 ? 1
                                               : 1e-13 + t.squares * s.at * s.at *
                                                             std::numeric_limits<double>::epsilon();
            BOOST_TEST(std::abs(found - expected) <= bound * size,
                       "derivative " << order << " of " << text(f) << " at " << s.at << " is "
                                     << found << ", expected " << expected << ", error "
                                     << std::abs(found - expected) / size);
        }
    }
    return checked;
}

}  // namespace

BOOST_AUTO_TEST_CASE(values_and_three_derivatives) {
    int checked = check("sigmoid", sigmoid(x)) + check("softplus", softplus(x)) +
                  check("log_sigmoid", log_sigmoid(x)) + check("silu", silu(x)) +
                  check("gelu", gelu(x), {.squares = 1}) + check("elu", elu(x)) +
                  check("selu", selu(x)) + check("softsign", softsign(x)) +
                  check("log1p", log1p(x)) + check("expm1", expm1(x)) + check("erf", erf(x)) +
                  check("erfc", erfc(x), {.squares = 1}) + check("asinh", asinh(x)) +
                  check("acosh", acosh(x)) + check("atanh", atanh(x)) + check("asin", asin(x)) +
                  check("tanh", tanh(x), {.absolute = true}) +
                  check("log_cosh", log_cosh(x), {.absolute = true});
    BOOST_TEST(checked == 4 * static_cast<int>(std::size(laws::accuracy_samples)));
}
