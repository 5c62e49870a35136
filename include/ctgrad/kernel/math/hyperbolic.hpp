/// tanh of packs.
#pragma once

#include <ctgrad/kernel/math/accuracy.hpp>
#include <ctgrad/kernel/math/exponential.hpp>

namespace ctgrad::kernel {

namespace detail {

/// tanh(u) = u + u p(u^2) for |u| < 0.8, relative error 4e-9; best approximation, by Lawson's
/// iteration, as the others here.
constexpr float tanh_near[] = {-3.8642076e-09f, -0.33333275f,  0.13331878f,  -0.05383092f,
                               0.021239702f,    -0.007321387f, 0.0015381585f};

/// tanh(u) = 1 - 2 / (p(u)^4 + 1) for u >= 0.8, relative error 1e-8 up to 9.1, where tanh(u) is 1.
constexpr float tanh_far[] = {0.9999451f,    0.5002736f,     0.12443428f,     0.02146341f,
                              0.0021936765f, 0.00041893512f, -1.3010114e-05f, 5.2570845e-06f};

CTGRAD_INLINE pack<float> tanh_by_powers(pack<float> u) {
    const pack<float> limit = broadcast(9.1f), size = magnitude<float>(u);
    const pack<float> x = size > limit ? limit : size;
    const pack<float> near = x + x * polynomial_in_pairs(tanh_near, x * x);
    const pack<float> p = polynomial_in_pairs(tanh_far, x), p2 = p * p;
    return with_sign_of<float>(u, x < 0.8f ? near : 1.0f - 2.0f / (p2 * p2 + 1.0f));
}

/// tanh(u) = u P(u^2) / Q(u^2) up to 9.1, relative error 2.4e-8: half the work, but the roundings
/// add up.
struct rational_tanh {
    static constexpr float most = 9.1f;
    static constexpr float p[] = {1.0f, 0.13377503f, 3.4912944e-3f, 2.0534158e-5f, 1.3242949e-8f};
    static constexpr float q[] = {1.0f, 0.46710823f, 2.586093e-2f, 3.2784275e-4f, 7.7325007e-7f};
};

/// x = |u|: (e^2x - 1) / (e^2x + 1), or 1 - 2 / (e^2x + 1) where that is more exact.
CTGRAD_INLINE pack<double> tanh_by_exp(pack<double> u) {
    const pack<double> size = magnitude<double>(u), t = expm1_of<double>(size + size);
    const auto small = size < 0.5;
    const pack<double> ratio = (small ? t : broadcast(2.0)) / (t + 2.0);
    return with_sign_of<double>(u, small ? ratio : 1.0 - ratio);
}

}  // namespace detail

/// tanh(u), never beyond 1. Error at most 3 units in the last place.
CTGRAD_INLINE pack<float> tanh(pack<float> u, accurate = {}) { return detail::tanh_by_powers(u); }
CTGRAD_INLINE pack<double> tanh(pack<double> u, accurate = {}) { return detail::tanh_by_exp(u); }

/// The same for float with at most 7 units in the last place.
CTGRAD_INLINE pack<float> tanh(pack<float> u, fast) {
    return detail::odd_rational<detail::rational_tanh, float>(u);
}
CTGRAD_INLINE pack<double> tanh(pack<double> u, fast) { return kernel::tanh(u, accurate()); }

}  // namespace ctgrad::kernel
