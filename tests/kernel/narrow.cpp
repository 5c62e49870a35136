#include <ctgrad/kernel/narrow.hpp>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

using namespace ctgrad::kernel;
using types = boost::mpl::list<float, double>;

namespace {

/// Two registers of rows; the kernels of any size are tested with those that call them.
template <class T, int Columns> void check() {
    constexpr int rows = 2 * lanes<T>;
    T w[rows * Columns], x[Columns], start[rows], y[rows], a[rows], outer[rows * Columns];
    for (int j = 0; j < Columns; ++j) x[j] = static_cast<T>(2 * j - 3);
    for (int i = 0; i < rows; ++i) start[i] = static_cast<T>(i % 5), a[i] = static_cast<T>(i - 4);
    for (int n = 0; n < rows * Columns; ++n) w[n] = static_cast<T>(n * n % 7), outer[n] = T(n);
    for (const T* from : {static_cast<const T*>(nullptr), static_cast<const T*>(start)}) {
        detail::multiply_narrow<Columns>(w, rows, x, from, y);
        for (int i = 0; i < rows; ++i) {
            T sum = from ? from[i] : T(0);
            for (int j = 0; j < Columns; ++j) sum += w[i * Columns + j] * x[j];
            BOOST_TEST(y[i] == sum);
        }
    }
    for (const bool add : {true, false}) {
        detail::add_outer_few<Columns>(a, x, rows, T(3), add, outer);
        for (int n = 0; n < rows * Columns; ++n)
            BOOST_TEST(outer[n] == T(add ? n : 0) + 3 * a[n / Columns] * x[n % Columns]);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(as_the_definition, T, types) {
    check<T, 1>();
    if constexpr (detail::are_few<T>(3)) check<T, 2>(), check<T, 3>();
    if constexpr (detail::are_few<T>(4)) check<T, 4>();
    BOOST_TEST(!detail::are_few<T>(lanes<T>));
    BOOST_TEST(!detail::are_few<T>(5));
    BOOST_TEST(!detail::are_few<long double>(1));
}
