// The laws of derivatives in a number type of fifty digits, where differences are good to 36.
#pragma once

#include <string_view>

#include <boost/multiprecision/cpp_bin_float.hpp>

#include "support.hpp"

namespace laws {

using fifty_digits = boost::multiprecision::cpp_bin_float_50;

/// Central differences of sixth order with a step of 1e-8.
template <class Function> fifty_digits precise_slope(Function f) {
    const fifty_digits h("1e-8");
    const auto difference = [&](int k) {
        return fifty_digits(f(fifty_digits(k * h)) - f(fifty_digits(-k * h)));
    };
    return (45 * difference(1) - 9 * difference(2) + difference(3)) / (60 * h);
}

/// Passes where the expected number is none: outside of the domain.
inline void check_precise(std::string_view formula, const fifty_digits& found,
                          const fifty_digits& expected) {
    if (isnan(expected)) return;
    BOOST_TEST(abs(found - expected) <= fifty_digits("1e-36") * (1 + abs(expected)),
               formula << " is " << found << ", expected " << expected);
}

}  // namespace laws
