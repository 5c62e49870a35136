/// The error function of packs.
#pragma once

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

CTGRAD_INLINE pack<float> erf_by_powers(pack<float> u) {
    const pack<float> x = at_most(magnitude<float>(u), 3.95f);
    const pack<float> near = x + x * polynomial(erf_near, x * x);
    const pack<float> p = polynomial(erf_far, x), p2 = p * p, p4 = p2 * p2;
    return with_sign_of<float>(u, x < 0.85f ? near : 1.0f - 1.0f / (p4 * p4));
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

CTGRAD_INLINE pack<double> erf_by_parts(pack<double> u) {
    const pack<double> x = at_most(magnitude<double>(u), 6.0), z = x * x;
    const auto near = x < 1.0;
    const pack<double> top =
        near ? x * polynomial(erf_p, z) : exp_of<double>(-z, accurate()) * polynomial(erfc_p, x);
    const pack<double> ratio = top / (near ? polynomial(erf_q, z) : polynomial(erfc_q, x));
    return with_sign_of<double>(u, near ? ratio : 1.0 - ratio);
}

}  // namespace detail

/// erf(u), never beyond 1. Error at most 5 units in the last place in float, 4 in double.
CTGRAD_INLINE pack<float> erf(pack<float> u, accurate = {}) { return detail::erf_by_powers(u); }
CTGRAD_INLINE pack<double> erf(pack<double> u, accurate = {}) { return detail::erf_by_parts(u); }

}  // namespace ctgrad::kernel
