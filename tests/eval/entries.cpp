#include <ctgrad/eval/entries.hpp>

#include <ctgrad/ctgrad.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto s = scalar<"s">;
template <int Size> constexpr auto u = vector<"u", Size>;
template <int Size> constexpr auto v = vector<"v", Size>;

template <class T> bool near(T found, T expected) {
    return std::abs(found - expected) <=
           8 * std::numeric_limits<T>::epsilon() * std::max(T(1), std::abs(expected));
}

/// An expression's entries against those of a function of one entry.
template <int Size, class T, class E, class F> void check(E e, F of_entry) {
    tensor<T, Size> a, b;
    const T c = T(0.75);
    for (int i = 0; i < Size; ++i) {
        a.data()[i] = T(0.3) + T(i) / 7;
        b.data()[i] = T(2) - T(i) / 5;
    }
    const auto found = e(u<Size> = a, v<Size> = b, s = c);
    for (int i = 0; i < Size; ++i) {
        const T expected = of_entry(a.data()[i], b.data()[i], c);
        BOOST_TEST(near(found.data()[i], expected), "entry " << i << " of " << Size << ": "
                                                             << found.data()[i] << " is not "
                                                             << expected);
    }
}

template <int Size, class T> void check_size() {
    constexpr auto x = u<Size>;
    constexpr auto y = v<Size>;
    using std::sqrt, std::floor, std::exp, std::atan2;
    check<Size, T>(x / s + 0_c * y, [](T a, T, T c) { return a / c; });
    check<Size, T>(s / x + hadamard(x, y), [](T a, T b, T c) { return c / a + a * b; });
    check<Size, T>(sqrt(x) * s + y, [](T a, T b, T c) { return sqrt(a) * c + b; });
    check<Size, T>(floor(x) + s * y, [](T a, T b, T c) { return floor(a) + c * b; });
    check<Size, T>(exp(x) + s * y, [](T a, T b, T c) { return exp(a) + c * b; });
    check<Size, T>(atan2(x, y) + s, [](T a, T b, T c) { return atan2(a, b) + c; });
    check<Size, T>(select(x < y, x, s * y), [](T a, T b, T c) { return a < b ? a : c * b; });
}

}  // namespace

using types = boost::mpl::list<float, double>;
BOOST_AUTO_TEST_CASE_TEMPLATE(registers_and_a_rest, T, types) {
    check_size<2 * kernel::lanes<T> + 3, T>();
}

// A user's function is called with the numbers it is of, once each, and no others.
BOOST_AUTO_TEST_CASE(functions_of_users) {
    constexpr auto half = define_function<"half">(
        [](double x) {
            if (!(x > 0)) throw 0;
            return x / 2;
        },
        [](auto) { return 0.5_c; });
    tensor<double, 11> a;
    for (double& x : a) x = 3;
    const auto found = half(u<11>)(u<11> = a);
    for (double y : found) BOOST_TEST(y == 1.5);
    BOOST_TEST(lgamma(u<11>)(u<11> = a)[10] == std::lgamma(3.0),
               boost::test_tools::tolerance(1e-15));
}

// Numbers that no register holds; and constant expressions.
BOOST_AUTO_TEST_CASE(long_doubles) { check_size<11, long double>(); }
static_assert([] {
    tensor<double, 20> a;
    for (double& x : a) x = 0.5;
    return (1_c / u<20>)(u<20> = a)[19];
}() == 2);
