#include <ctgrad/kernel/outer.hpp>

#include <utility>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

#include "numbers.hpp"

using namespace ctgrad::kernel;
using types = boost::mpl::list<float, double, long double>;

namespace {

// What a kernel is compared with is one function for all sizes; each size costs the kernel alone.

template <class T>
bool outer_right(int rows, int columns, T scale,
                 void (*kernel)(const T*, const T*, int, int, T, bool, T*)) {
    const numbers<T> a(rows), b(columns), y(rows * columns), before(rows * columns);
    for (const bool add : {false, true}) {
        if (add)
            for (int i = 0; i < rows * columns; ++i) y[i] = before[i];
        else fill_with_nan(y, rows * columns);
        kernel(a.data(), b.data(), rows, columns, scale, add, y.data());
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

template <class T, int Columns>
void known(const T* a, const T* b, int rows, int, T scale, bool add, T* y) {
    add_outer<Columns>(a, b, rows, scale, add, y);
}

template <class T, int Columns> void check(int rows) {
    for (const T scale : {T(1), T(3)})
        BOOST_TEST((outer_right<T>(rows, Columns, scale, known<T, Columns>) &&
                    outer_right<T>(rows, Columns, scale, add_outer<T>)),
                   rows << " x " << Columns << ", numbers of " << sizeof(T) << " bytes");
}

template <class T, int... Columns> void check_narrow(std::integer_sequence<int, Columns...>) {
    for (int rows : {1, 2, 3, 16, 35}) (check<T, Columns + 1>(rows), ...);
}

template <class T, int... Registers> void check_wide() {
    for (int rows : {1, 2, 5})
        ((check<T, Registers * lanes<T>>(rows), check<T, Registers * lanes<T> + 1>(rows),
          check<T, (Registers + 1) * lanes<T> - 1>(rows)),
         ...);
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(narrow_products, T, types) {
    check_narrow<T>(std::make_integer_sequence<int, 3 * lanes<T> + 1>{});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(wide_products, T, types) {
    // A row that is kept in registers, and longer ones.
    check_wide<T, 4, 6, 7, 8, 9, 33>();
}

BOOST_AUTO_TEST_CASE_TEMPLATE(on_vectors, T, types) {
    for (int size = 1; size <= 3 * lanes<T> + 1; ++size)
        for (const T scale : {T(1), T(0.5)}) BOOST_TEST(scaled_right(size, scale), size);
}
