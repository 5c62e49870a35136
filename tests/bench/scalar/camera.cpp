// Where a camera sees a point, in pixels, and the 2 x 15 Jacobian of that: by the rotation vector
// (3, Rodrigues), the translation (3), the point (3) and what belongs to the camera: focal length,
// two coefficients of radial distortion, the centre (2) and the skew.

#include <array>
#include <cmath>

#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/jacobian.hpp>
#include <ctgrad/expr/linear.hpp>

#include "measure.hpp"

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

using point = std::array<double, 15>;

constexpr auto p = vector<"p", 15>;

constexpr auto pixel() {
    constexpr auto w1 = element<0>(p);
    constexpr auto w2 = element<1>(p);
    constexpr auto w3 = element<2>(p);
    constexpr auto x1 = element<6>(p);
    constexpr auto x2 = element<7>(p);
    constexpr auto x3 = element<8>(p);
    constexpr auto angle = sqrt(square(w1) + square(w2) + square(w3));
    constexpr auto c = cos(angle);
    constexpr auto a = sin(angle) / angle;
    constexpr auto b = (1_c - c) / square(angle);
    constexpr auto along = b * (w1 * x1 + w2 * x2 + w3 * x3);
    constexpr auto y1 = c * x1 + a * (w2 * x3 - w3 * x2) + along * w1 + element<3>(p);
    constexpr auto y2 = c * x2 + a * (w3 * x1 - w1 * x3) + along * w2 + element<4>(p);
    constexpr auto y3 = c * x3 + a * (w1 * x2 - w2 * x1) + along * w3 + element<5>(p);
    constexpr auto u = y1 / y3;
    constexpr auto v = y2 / y3;
    constexpr auto r = square(u) + square(v);
    constexpr auto scale = element<9>(p) * (1_c + r * (element<10>(p) + r * element<11>(p)));
    return concat(scale * (u + element<14>(p) * v) + element<12>(p), scale * v + element<13>(p));
}

struct by_hand {
    using three = std::array<double, 3>;

    static double dot(const three& a, const three& b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
    static three cross(const three& a, const three& b) {
        return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    static auto run(const point& q) {
        std::array<double, 30> result{};
        const three w{q[0], q[1], q[2]}, x{q[6], q[7], q[8]};
        const double square = dot(w, w), angle = std::sqrt(square), inverse = 1 / square;
        const double c = std::cos(angle), a = std::sin(angle) / angle, b = (1 - c) * inverse;
        const double d = dot(w, x), a_slope = (c - a) * inverse, b_slope = (a - 2 * b) * inverse;
        const three turned = cross(w, x);
        three y, g;  // the point seen by the camera; its change with the angle / the angle
        for (std::size_t i = 0; i < 3; ++i) {
            y[i] = c * x[i] + a * turned[i] + b * d * w[i] + q[3 + i];
            g[i] = a_slope * turned[i] - a * x[i] + b_slope * d * w[i];
        }
        const double depth = 1 / y[2], u = y[0] * depth, v = y[1] * depth, r = u * u + v * v;
        const double k1 = q[10], k2 = q[11], skew = q[14], bent = 1 + r * (k1 + r * k2);
        const double f = q[9], scale = f * bent, slope = 2 * f * (k1 + 2 * r * k2);
        const double skewed = u + skew * v;
        // Of both pixels by u and v, and by the point before the division.
        const double by_u[] = {scale + skewed * slope * u, v * slope * u};
        const double by_v[] = {scale * skew + skewed * slope * v, scale + v * slope * v};
        const double base[] = {skewed, v};
        for (std::size_t k = 0; k < 2; ++k) {
            double* const row = &result[15 * k];
            const three s{by_u[k] * depth, by_v[k] * depth, -(by_u[k] * u + by_v[k] * v) * depth};
            const three sx = cross(x, s), sw = cross(s, w);
            const double sg = dot(s, g), bd = b * d, bsw = b * dot(s, w);
            for (std::size_t i = 0; i < 3; ++i) {
                row[i] = sg * w[i] + a * sx[i] + bsw * x[i] + bd * s[i];
                row[3 + i] = s[i];
                row[6 + i] = c * s[i] + a * sw[i] + bsw * w[i];
            }
            row[9] = base[k] * bent;
            row[10] = base[k] * f * r;
            row[11] = base[k] * f * r * r;
        }
        result[12] = result[15 + 13] = 1;
        result[14] = scale * v;
        return result;
    }
};

struct ours {
    static auto run(const point& q) { return jacobian(pixel(), p)(p = q); }
};

constexpr point start{0.3, -0.2, 0.4, 0.1,   0.2, 2.5, 0.5, -0.3,
                      1.5, 800,  0.1, -0.05, 320, 240, 0.01};

}  // namespace

bool camera() {
    bench::table table("camera, 2 x 15");
    table.row<by_hand, ours>("ctgrad", 1.05, start);
    return table.holds();
}
