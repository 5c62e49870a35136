#include <ctgrad/kernel/outer.hpp>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

#include "numbers.hpp"

using namespace ctgrad::kernel;
using types = boost::mpl::list<float, double, long double>;

namespace {

template <class T> bool outer_right(int rows, int columns, T scale) {
    const numbers<T> a(rows), b(columns), y(rows * columns), before(rows * columns);
    for (const bool add : {false, true}) {
        if (add)
            for (int i = 0; i < rows * columns; ++i) y[i] = before[i];
        else fill_with_nan(y, rows * columns);
        add_outer(a.data(), b.data(), rows, columns, scale, add, y.data());
        for (int i = 0; i < rows; ++i)
            for (int j = 0; j < columns; ++j) {
                const int at = i * columns + j;
                if (!(y[at] == (add ? before[at] : T(0)) + scale * a[i] * b[j])) return false;
            }
    }
    return true;
}

template <class T> bool scaled_right(int size, T scale) {
    const numbers<T> a(size), y(size), before(size);
    for (const bool add : {false, true}) {
        if (add)
            for (int i = 0; i < size; ++i) y[i] = before[i];
        else fill_with_nan(y, size);
        add_scaled(a.data(), size, scale, add, y.data());
        for (int i = 0; i < size; ++i)
            if (!(y[i] == (add ? before[i] : T(0)) + scale * a[i])) return false;
    }
    return true;
}

template <class T> void check(int rows, int columns) {
    if (outer_right<T>(rows, columns, 1) && outer_right<T>(rows, columns, 3)) return;
    BOOST_ERROR(rows << " x " << columns << ", numbers of " << sizeof(T) << " bytes");
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(narrow_products, T, types) {
    for (int rows : {1, 2, 3, 16, 35})
        for (int columns = 1; columns <= 3 * lanes<T> + 1; ++columns) check<T>(rows, columns);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(wide_products, T, types) {
    // A row that is kept in registers, and longer ones.
    for (int registers : {4, 6, 7, 8, 9, 33})
        for (int part : {0, 1, lanes<T> - 1})
            for (int rows : {1, 2, 5}) check<T>(rows, registers * lanes<T> + part);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(on_vectors, T, types) {
    for (int size = 1; size <= 3 * lanes<T> + 1; ++size)
        for (const T scale : {T(1), T(0.5)}) BOOST_TEST(scaled_right(size, scale), size);
}
