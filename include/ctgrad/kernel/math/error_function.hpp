/// The error function and its complement, of packs.
#pragma once

#include <type_traits>

#include <ctgrad/kernel/math/accuracy.hpp>
#include <ctgrad/kernel/math/exponential.hpp>

namespace ctgrad::kernel {

namespace detail {

/// erf(u) = u + u p(u^2) for |u| < 0.85, relative error 7e-9.
constexpr float erf_near[] = {0.12837917f,   -0.37612563f,  0.1128262f,
                              -0.026798317f, 0.0050437306f, -0.000627074f};

/// erf(u) = 1 - p(u)^-8 for 0.85 <= u (Abramowitz and Stegun 7.1.28 has this form), absolute error
/// 2.3e-8 up to 3.95, where erf(u) is 1.
constexpr float erf_far[] = {0.9986802f,    0.14873491f, 0.07047546f,    0.050661296f,
                             -0.018157382f, 0.0121149f,  -0.0028404784f, 0.00044323035f};

template <pack_type P> CTGRAD_INLINE P erf_by_powers(P u) {
    const P x = at_most(magnitude(u), 3.95f);
    const P inner = x + x * polynomial(erf_near, x * x);
    const P p = polynomial(erf_far, x), p2 = p * p, p4 = p2 * p2;
    return with_sign_of(u, x < 0.85f ? inner : 1.0f - 1.0f / (p4 * p4));
}

/// erf(u) = u P(u^2) / Q(u^2) for |u| < 1; best approximation of the relative error.
constexpr double erf_p[] = {1.1283791670955126, 0.14214928893317838, 4.5303905982226965e-2,
                            1.8272941913518406e-3, 1.9495602844443357e-4};
constexpr double erf_q[] = {1.0,
                            0.45930986061987938,
                            9.3252828182933859e-2,
                            1.0582211121498846e-2,
                            6.8121560384553316e-4,
                            2.0297405445031013e-5};

/// erfc(u) = e^(-u^2) P(u) / Q(u) for u >= 1; best approximation of the absolute error up to 5.95,
/// where erf(u) is 1.
constexpr double erfc_p[] = {0.99999989341780984, 1.3892385766506304,    0.94785389518030716,
                             0.37260255104751935, 8.4030809657183200e-2, 8.8823661402955722e-3};
constexpr double erfc_q[] = {1.0,
                             2.5176166151660694,
                             2.7886857311303219,
                             1.7539152801090648,
                             0.66835296282333329,
                             0.14893676235132230,
                             1.5743708905230100e-2};

template <pack_type P> CTGRAD_INLINE P erf_by_parts(P u) {
    const P x = at_most(magnitude(u), 6.0), z = x * x;
    const auto inner = x < 1.0;
    const P top = inner ? x * polynomial(erf_p, z) : exp_of(-z, accurate()) * polynomial(erfc_p, x);
    const P ratio = top / (inner ? polynomial(erf_q, z) : polynomial(erfc_q, x));
    return with_sign_of(u, inner ? ratio : 1.0 - ratio);
}

/// e^(u^2) erfc(u) = P(u) / Q(u) for 0 <= u <= most, where e^(-u^2) is 0; rational functions
/// through Chebyshev's points of (u - k) / (u + k), k = 1.9 and 2.9, relative error: float 9e-9,
/// double 9e-17. No coefficient is negative: nothing cancels.
template <packable T> struct scaled_complement;
template <> struct scaled_complement<float> {
    static constexpr float p[] = {1.0f, 1.2275061f, 0.7197893f, 0.22343237f, 3.1524017e-2f};
    static constexpr float q[] = {1.0f,        2.3558856f, 2.3781161f,
                                  1.30325428f, 0.3960533f, 5.5874067e-2f};
    static constexpr float most = 10.2f;
};
template <> struct scaled_complement<double> {
    static constexpr double p[] = {1.0,
                                   2.1977563676528636,
                                   2.3886350537880597,
                                   1.6492733693488827,
                                   0.78955547243847636,
                                   0.27068985339618624,
                                   6.64573477551739253e-2,
                                   1.1306421723923169e-2,
                                   1.2189077261831042e-3,
                                   6.4381725111196924e-5};
    static constexpr double q[] = {1.0,
                                   3.3261355347483644,
                                   5.1417770981347700,
                                   4.8772647720378229,
                                   3.1532770318118653,
                                   1.4572666416482898,
                                   0.48974827451424997,
                                   0.11887281069028781,
                                   2.00971675454335915e-2,
                                   2.1604576931332512e-3,
                                   1.1411363660153790e-4};
    static constexpr double most = 27.4;
};

/// e^(-x^2) from x = h + l, h of half the digits: h^2 is exact and x^2 = h^2 + l (x + h). It is
/// scaled last, as it may be subnormal where the product is rounded.
template <pack_type P> CTGRAD_INLINE P erfc_of(P u) {
    using T = number_in<P>;
    using constant = scaled_complement<T>;
    constexpr auto half = (binary<T>::fraction_bits + 2) / 2;
    const P x = at_most(magnitude(u), constant::most);
    const P h = from_bits<P>(bits(x) >> half << half);
    const split_exponential<P> e(-(h * h), -(x - h) * (x + h));
    const P ratio = polynomial(constant::p, x) / polynomial(constant::q, x);
    const P y = e.scale((e.rest + T(1)) * ratio);
    return u < T(0) ? T(2) - y : y;
}

}  // namespace detail

/// erf(u), never beyond 1. Error at most 5 units in the last place in float, 4 in double.
template <pack_type P> CTGRAD_INLINE P erf(P u, accurate = {}) {
    if constexpr (std::is_same_v<number_in<P>, float>) return detail::erf_by_powers(u);
    else return detail::erf_by_parts(u);
}

/// 1 - erf(u), down to where it is subnormal. Error at most 6 units in the last place in float, 9
/// in double.
template <pack_type P> CTGRAD_INLINE P erfc(P u, accurate = {}) { return detail::erfc_of(u); }

}  // namespace ctgrad::kernel
