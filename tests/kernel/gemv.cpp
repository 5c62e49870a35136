#include <ctgrad/kernel/gemv.hpp>

#include <limits>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

#include "numbers.hpp"

using namespace ctgrad::kernel;
using types = boost::mpl::list<float, double, long double>;

namespace {

/// The room of a result: whole registers, or one number.
template <class T> int room(int count) { return count == 1 ? 1 : padded<T>(count); }

template <class T> bool products_right(int rows, int columns) {
    const numbers<T> w(rows * columns), x(columns), g(rows), start(rows);
    const numbers<T> y(room<T>(rows)), z(room<T>(columns));
    for (const T* from : {static_cast<const T*>(nullptr), static_cast<const T*>(start.data())}) {
        fill_with_nan(y, rows);
        multiply(w.data(), rows, columns, x.data(), from, y.data());
        for (int i = 0; i < rows; ++i) {
            T sum = from ? from[i] : T(0);
            for (int j = 0; j < columns; ++j) sum += w[i * columns + j] * x[j];
            if (!(y[i] == sum)) return false;
        }
    }
    for (int first : {0, columns / 2}) {  // all of W, and columns of it
        fill_with_nan(z, columns - first);
        multiply_transposed(w.data() + first, rows, columns - first, columns, g.data(), z.data());
        for (int j = first; j < columns; ++j) {
            T sum = 0;
            for (int i = 0; i < rows; ++i) sum += w[i * columns + j] * g[i];
            if (!(z[j - first] == sum)) return false;
        }
    }
    return true;
}

template <class T> void check(int rows, int columns) {
    if (products_right<T>(rows, columns)) return;
    BOOST_ERROR(rows << " x " << columns << ", numbers of " << sizeof(T) << " bytes");
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(small_matrices, T, types) {
    for (int rows = 1; rows <= 2 * lanes<T> + 1; ++rows)
        for (int columns = 1; columns <= 3 * lanes<T> + 1; ++columns) check<T>(rows, columns);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(many_columns, T, types) {
    // Eight, four and single registers of sums; rows longer than the longest that is summed with
    // others; parts of registers.
    for (int registers : {4, 5, 8, 9, 12, 13, 16, 17, 20, 33})
        for (int part : {0, 1, lanes<T> - 1})
            for (int rows : {1, 2, 3, 5, 8, 9, 17}) check<T>(rows, registers * lanes<T> + part);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(many_rows, T, types) {
    for (int rows : {33, 64, 100})
        for (int columns : {1, 2, 10, 16, 31}) check<T>(rows, columns);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(infinity_counts_once, T, types) {
    // The last columns of an odd width are read together with some that were counted before.
    constexpr T infinity = std::numeric_limits<T>::infinity();
    for (int columns : {1, 3, lanes<T> + 1, 2 * lanes<T> - 1, 17 * lanes<T> + 1})
        for (int bad = 0; bad < columns; ++bad) {
            const numbers<T> w(3 * columns), x(columns), g(3), y(room<T>(3)), z(room<T>(columns));
            w[columns + bad] = infinity;
            x[bad] = 1;
            g[1] = 1;
            multiply(w.data(), 3, columns, x.data(), static_cast<const T*>(nullptr), y.data());
            BOOST_TEST((y[0] - y[0] == 0 && y[1] == infinity && y[2] - y[2] == 0));
            multiply_transposed(w.data(), 3, columns, columns, g.data(), z.data());
            bool held = true;
            for (int j = 0; j < columns; ++j)
                held &= j == bad ? z[j] == infinity : z[j] - z[j] == 0;
            BOOST_TEST(held, "column " << bad << " of " << columns);
        }
}
