// Every function of one operand: its derivative is the slope of its value, in every type, and so is
// the derivative of the derivative.

#include <cmath>

#include <boost/test/unit_test.hpp>

#include "support.hpp"

namespace {

using namespace ctgrad;

constexpr auto x = scalar<"x">;

// No integers: floor has steps there, and others kinks.
constexpr double points[] = {-2.3, -0.8, 0.35, 0.7, 1.25, 3.2};

/// A function and its first two derivatives, compiled in type T.
template <class T> struct jet {
    std::string_view text;
    T (*value)(T);
    T (*first)(T);
    T (*second)(T);
};

template <class T, class F> jet<T> jet_of(F f) {
    return {text(f), [](T at) { return F{}(x = at); }, [](T at) { return diff(F{}, x)(x = at); },
            [](T at) { return diff(F{}, x, x)(x = at); }};
}

template <class T> void check(jet<T> f, jet<long double> precise, T at) {
    using laws::slope, laws::check_close;
    const long double u = at;
    const long double by_value = slope([&](long double h) { return precise.value(u + h); });
    if (std::isnan(by_value)) return;  // outside the domain
    check_close(f.text, u, f.first(at), by_value, laws::tolerance<T>());
    const long double by_first = slope([&](long double h) { return precise.first(u + h); });
    check_close(f.text, u, f.second(at), by_first, laws::tolerance<T>());
}

template <class T> void check_all() {
    laws::for_each(operations::unary_functions{}, [](auto operation) {
        using Operation = decltype(operation);
        constexpr auto f = laws::build<laws::rule<Operation>>(x);
        const auto compiled = jet_of<T>(f);
        int inside = 0;
        for (const double at : points) {
            const T value = Operation::value(static_cast<T>(at));
            inside += !std::isnan(value);
            laws::check_close(compiled.text, at, compiled.value(static_cast<T>(at)), value, 0);
            check(compiled, jet_of<long double>(f), static_cast<T>(at));
        }
        BOOST_TEST(inside > 0);
    });
}

}  // namespace

BOOST_AUTO_TEST_CASE(in_float) { check_all<float>(); }
BOOST_AUTO_TEST_CASE(in_double) { check_all<double>(); }
BOOST_AUTO_TEST_CASE(in_long_double) { check_all<long double>(); }
