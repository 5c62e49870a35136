#include <cmath>

#include <ctgrad/kernel/math/power.hpp>

#include "sweep.hpp"

namespace kernel = ctgrad::kernel;

namespace {

template <class T> using limits = std::numeric_limits<T>;

/// The largest error, and where it is.
template <class T> struct powers {
    T a[kernel::lanes<T>] = {}, b[kernel::lanes<T>] = {};
    int count = 0;
    double largest = 0;
    T base = 0, exponent = 0;

    void add(T x, T y) {
        a[count] = x;
        b[count++] = y;
        if (count < kernel::lanes<T>) return;
        const kernel::pack<T> found = kernel::pow(kernel::load(a), kernel::load(b));
        for (count = kernel::lanes<T>; count > 0; --count) {
            using exact = sweep::exact_type<T>;
            const T u = a[count - 1], v = b[count - 1];
            const double error = sweep::units<T>(found[count - 1], std::pow(exact(u), exact(v)));
            if (!(error > largest)) continue;
            largest = error;
            base = u;
            exponent = v;
        }
    }
    ~powers() {
        BOOST_TEST(largest <= 2, largest << " units at " << base << "^" << exponent);
        BOOST_TEST_MESSAGE("largest error: " << largest << " units at " << base << "^" << exponent);
    }
};

}  // namespace

// Results over all of the type's numbers and a little beyond, of bases of all sizes, and of bases
// as near to 1 as there are any.
BOOST_AUTO_TEST_CASE_TEMPLATE(pow_over_its_domain, T, sweep::types) {
    powers<T> all;
    std::mt19937_64 generator(1);
    const auto uniform = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(generator);
    };
    const double most = 1.1 * limits<T>::max_exponent;
    for (int i = 0; i < 250'000; ++i) {
        const double size =
            uniform(limits<T>::min_exponent - limits<T>::digits, limits<T>::max_exponent - 1);
        const T a = static_cast<T>(std::exp2(size));
        all.add(a, static_cast<T>(uniform(-most, most) / size));
        all.add(a, static_cast<T>(std::ldexp(uniform(-1, 1), static_cast<int>(uniform(-60, 4)))));
        const double near = std::ldexp(uniform(-1, 1), static_cast<int>(uniform(-50, 0)));
        const T b = static_cast<T>(1 + near);
        if (b != 1) all.add(b, static_cast<T>(uniform(-most, most) / std::log2(b)));
        all.add(static_cast<T>(uniform(0.5, 2)), static_cast<T>(uniform(-20, 20)));
    }
}

// Where the exponent of the base changes, and where that of the result does.
BOOST_AUTO_TEST_CASE_TEMPLATE(pow_near_powers_of_2, T, sweep::types) {
    powers<T> all;
    for (const double center :
         {0.5, 0.70710678118654752, 1.0, 1.4142135623730950, 2.0, 3e-30, 7e30})
        for (int i = -300; i <= 300; ++i)
            for (const double b : {-3.5, -1.0, 0.5, 1.0, 1.5, 2.0, 4.0, 77.0})
                all.add(static_cast<T>(center * (1 + i * double(limits<T>::epsilon()))),
                        static_cast<T>(b));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(pow_of_whole_numbers_is_exact, T, sweep::types) {
    for (int a = 0; a < 4000; ++a)
        BOOST_TEST(kernel::pow(kernel::broadcast(T(a * a)), kernel::broadcast(T(0.5)))[0] == a);
    for (int a = -40; a <= 40; ++a) {
        T expected = 1;
        for (int b = 0; std::abs(expected) < 1 / limits<T>::epsilon(); ++b, expected *= T(a)) {
            if (b == 20) break;
            const auto base = kernel::broadcast(T(a));
            BOOST_TEST(kernel::pow(base, kernel::broadcast(T(b)))[0] == expected);
        }
    }
}

// All pairs: with std::pow in infinities, NaN and the sign of 0.
BOOST_AUTO_TEST_CASE_TEMPLATE(pow_of_special_numbers, T, sweep::types) {
    powers<T> all;
    const T odd = std::ldexp(T(1), limits<T>::digits) - 1, even = odd + 1;
    const T numbers[] = {T(0),
                         limits<T>::denorm_min(),
                         limits<T>::min() / 8,
                         limits<T>::min(),
                         T(0.5),
                         T(1) - limits<T>::epsilon() / 2,
                         T(1),
                         T(1) + limits<T>::epsilon(),
                         T(1.5),
                         T(2),
                         T(3),
                         T(3.5),
                         T(10),
                         T(1023),
                         odd / 2,
                         odd,
                         even,
                         T(1e30),
                         limits<T>::max(),
                         limits<T>::infinity(),
                         limits<T>::quiet_NaN()};
    for (const T a : numbers)
        for (const T b : numbers)
            for (const int signs : {0, 1, 2, 3}) {
                const T x = (signs & 1) != 0 ? -a : a, y = (signs & 2) != 0 ? -b : b;
                const T found = kernel::pow(kernel::broadcast(x), kernel::broadcast(y))[0];
                const T expected = std::pow(x, y);
                if (std::isfinite(expected) && expected != 0) all.add(x, y);
                else
                    BOOST_TEST(
                        (std::isnan(expected)
                             ? std::isnan(found)
                             : found == expected && std::signbit(found) == std::signbit(expected)),
                        x << "^" << y << " is " << found << ", not " << expected);
            }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_lane_does_not_depend_on_its_neighbours, T, sweep::types) {
    kernel::pack<T> u = kernel::broadcast(T(1.25)), v = kernel::broadcast(T(2.5));
    const T alone = kernel::pow(u, v)[0];
    u[kernel::lanes<T> - 1] = T(-2);
    v[kernel::lanes<T> - 1] = T(3);
    for (int i = 0; i + 1 < kernel::lanes<T>; ++i) BOOST_TEST(kernel::pow(u, v)[i] == alone);
    BOOST_TEST(kernel::pow(u, v)[kernel::lanes<T> - 1] == -8);
}
