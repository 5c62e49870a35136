// Derivatives keep their digits: in double each is, to 1e-13 of itself, what the same formula is in
// a type of fifty digits, in tails, beside branch points and where it is tiny.

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include "support.hpp"

namespace {

using namespace ctgrad;
using precise = boost::multiprecision::cpp_bin_float_50;

constexpr auto x = scalar<"x">;

constexpr double sizes[] = {1e-290, 1e-30, 1e-8,     0.01,      0.3,  0.9, 1 - 1e-9, 1 - 1e-15,
                            1,      1.3,   1 + 1e-9, 1 + 1e-15, 2.75, 5.3, 9.7,      19.3,
                            25.7,   38.2,  70.1,     300.7,     705,  1e5, 1e12,     1e30};

/// The derivative of some order of f, in both types.
struct derivative {
    double (*rounded)(double);
    precise (*exact)(const precise&);
};

template <int Order, class F> constexpr auto derived(F f) {
    if constexpr (Order == 0) return f;
    else return diff(derived<Order - 1>(f), x);
}
template <int Order, class F> constexpr derivative derivative_of() {
    return {[](double at) { return derived<Order>(F{})(x = at); },
            [](const precise& at) { return precise(derived<Order>(F{})(x = at)); }};
}

/// Which error is measured where: relative but for the operations that say otherwise.
struct measure {
    bool absolute = false;  ///< of numbers below 1
    double from = 0;        ///< of |x|
};

void check(std::string_view formula, int order, derivative d, double at, bool absolute) {
    const precise exact = d.exact(at), size = abs(exact);
    if (!(size < 1e300) || (size > 0 && size < 1e-300)) return;  // not a double, or subnormal
    const double found = d.rounded(at);
    const bool small = size == 0 || (absolute && size < 1);
    const auto error = static_cast<double>(abs(found - exact) / (small ? precise(1) : size));
    BOOST_TEST(error <= (absolute ? 1e-15 : 1e-13), "derivative " << order << " of " << formula
                                                                  << " at " << at << " is " << found
                                                                  << ", error " << error);
}

template <class F> void check(F f, measure m = {}) {
    for (const double size : sizes)
        for (const double at : {size, -size}) {
            if (size < m.from) continue;
            check(text(f), 0, derivative_of<0, F>(), at, m.absolute);
            check(text(f), 1, derivative_of<1, F>(), at, m.absolute);
            check(text(f), 2, derivative_of<2, F>(), at, m.absolute);
            check(text(f), 3, derivative_of<3, F>(), at, m.absolute);
        }
}

template <class Operation> constexpr measure measure_of{};
template <> constexpr measure measure_of<operations::tanh>{.absolute = true};
template <> constexpr measure measure_of<operations::log_cosh>{.absolute = true};

}  // namespace

BOOST_AUTO_TEST_CASE(three_derivatives) {
    laws::for_each(operations::unary_functions{}, [](auto operation) {
        using Operation = decltype(operation);
        check(laws::build<laws::rule<Operation>>(x), measure_of<Operation>);
    });
    check(sqrt(x));
    check(cbrt(x));
    check(log_sigmoid(x));
    check(silu(x), {.from = 0.01});  // its third derivative changes its sign at 0
}
