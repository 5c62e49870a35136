#include <ctgrad/kernel/gemv.hpp>

#include <cstddef>
#include <limits>
#include <utility>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

#include "numbers.hpp"

using namespace ctgrad::kernel;
using types = boost::mpl::list<float, double, long double>;

namespace {

/// The room of a result: whole registers, or one number.
template <class T> int room(int count) { return count == 1 ? 1 : padded<T>(count); }

void expect_right(bool right, int rows, int columns, std::size_t bytes) {
    BOOST_TEST(right, rows << " x " << columns << ", numbers of " << bytes << " bytes");
}

// What a kernel is compared with is one function for all sizes; each size costs the kernels alone.

template <class T>
bool product_right(int rows, int columns, void (*kernel)(const T*, const T*, const T*, T*)) {
    const numbers<T> w(rows * columns), x(columns), start(rows), y(room<T>(rows));
    for (const T* from : {static_cast<const T*>(nullptr), static_cast<const T*>(start.data())}) {
        fill_with_nan(y, rows);
        kernel(w.data(), x.data(), from, y.data());
        for (int i = 0; i < rows; ++i) {
            T sum = from ? from[i] : T(0);
            for (int j = 0; j < columns; ++j) sum += w[i * columns + j] * x[j];
            if (!(y[i] == sum)) return false;
        }
    }
    return true;
}

/// The last columns of a matrix with `before` columns more.
template <class T>
bool transposed_right(int rows, int columns, int before,
                      void (*kernel)(const T*, std::ptrdiff_t, const T*, T*)) {
    const int stride = before + columns;
    const numbers<T> w(rows * stride), g(rows), z(room<T>(columns));
    fill_with_nan(z, columns);
    kernel(w.data() + before, stride, g.data(), z.data());
    for (int j = 0; j < columns; ++j) {
        T sum = 0;
        for (int i = 0; i < rows; ++i) sum += w[i * stride + before + j] * g[i];
        if (!(z[j] == sum)) return false;
    }
    return true;
}

template <class T, int Rows, int Columns> void check() {
    const auto transposed = multiply_transposed<Rows, Columns, T>;
    expect_right(product_right<T>(Rows, Columns, multiply<Rows, Columns, T>) &&
                     transposed_right<T>(Rows, Columns, 0, transposed) &&
                     transposed_right<T>(Rows, Columns, 1 + Columns / 2, transposed),
                 Rows, Columns, sizeof(T));
}

template <class T, int Rows, int... Columns> void check_columns() {
    (check<T, Rows, Columns>(), ...);
}

/// A product sums rows by powers of two, and one row less than two registers takes each of them
/// once; a transposed product is one loop over the rows. So wide registers, which have up to 1,617
/// small matrices (minutes of compilation), meet all columns with those and all rows with some.
template <class T, int Rows, int Columns> constexpr bool is_checked() {
    return lanes<T> <= 4 || Rows == 1 || Rows == 2 * lanes<T> - 1 || Columns == 1 || Columns == 3 ||
           Columns == lanes<T> || Columns == 2 * lanes<T> + 1 || Columns == 3 * lanes<T>;
}
template <class T, int Rows, int... Columns>
void check_all_columns(std::integer_sequence<int, Columns...>) {
    const auto check_one = []<int Column>() {
        if constexpr (is_checked<T, Rows, Column>()) check<T, Rows, Column>();
    };
    (check_one.template operator()<Columns + 1>(), ...);
}
template <class T, int... Rows> void check_small(std::integer_sequence<int, Rows...>) {
    (check_all_columns<T, Rows + 1>(std::make_integer_sequence<int, 3 * lanes<T> + 1>{}), ...);
}
/// The same for whole registers, and for parts of one more.
template <class T, int Rows, int... Registers> void check_registers() {
    (check_columns<T, Rows, Registers * lanes<T>,
                   Registers * lanes<T> + (Registers % 2 == 0 ? 1 : lanes<T> - 1)>(),
     ...);
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(small_matrices, T, types) {
    check_small<T>(std::make_integer_sequence<int, 2 * lanes<T> + 1>{});
}

namespace {
template <class T, int... Rows> void check_many_columns() {
    (check_registers<T, Rows, 4, 5, 8, 9, 12, 13, 16, 17, 20, 33>(), ...);
}
}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(many_columns, T, types) {
    // Eight, four, two and single registers of sums; rows longer than the longest that is summed
    // with others; parts of registers.
    check_many_columns<T, 1, 2, 15, 17>();
}

BOOST_AUTO_TEST_CASE_TEMPLATE(many_rows, T, types) {
    check_columns<T, 33, 1, 2, 10, 16, 31>();
    check_columns<T, 64, 1, 2, 10, 16, 31>();
    check_columns<T, 100, 1, 2, 10, 16, 31>();
}

namespace {

// The last columns of an odd width are read together with some that were counted before.
template <class T, int Columns> void check_infinity() {
    constexpr T infinity = std::numeric_limits<T>::infinity();
    for (int bad = 0; bad < Columns; ++bad) {
        const numbers<T> w(3 * Columns), x(Columns), g(3), y(room<T>(3)), z(room<T>(Columns));
        w[Columns + bad] = infinity;
        x[bad] = 1;
        g[1] = 1;
        multiply<3, Columns>(w.data(), x.data(), static_cast<const T*>(nullptr), y.data());
        BOOST_TEST((y[0] - y[0] == 0 && y[1] == infinity && y[2] - y[2] == 0));
        multiply_transposed<3, Columns>(w.data(), Columns, g.data(), z.data());
        bool held = true;
        for (int j = 0; j < Columns; ++j) held &= j == bad ? z[j] == infinity : z[j] - z[j] == 0;
        BOOST_TEST(held, "column " << bad << " of " << Columns);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(infinity_counts_once, T, types) {
    check_infinity<T, 1>();
    check_infinity<T, 3>();
    check_infinity<T, lanes<T> + 1>();
    check_infinity<T, 2 * lanes<T> - 1>();
    check_infinity<T, 17 * lanes<T> + 1>();
}
