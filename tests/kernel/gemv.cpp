#include <ctgrad/kernel/gemv.hpp>

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

template <class T, int Rows, int Columns> bool product_right() {
    const numbers<T> w(Rows * Columns), x(Columns), start(Rows), y(room<T>(Rows));
    for (const T* from : {static_cast<const T*>(nullptr), static_cast<const T*>(start.data())}) {
        fill_with_nan(y, Rows);
        multiply<Rows, Columns>(w.data(), x.data(), from, y.data());
        for (int i = 0; i < Rows; ++i) {
            T sum = from ? from[i] : T(0);
            for (int j = 0; j < Columns; ++j) sum += w[i * Columns + j] * x[j];
            if (!(y[i] == sum)) return false;
        }
    }
    return true;
}

/// The last columns of W, from one on.
template <class T, int Rows, int Columns, int First> bool transposed_right() {
    const numbers<T> w(Rows * Columns), g(Rows), z(room<T>(Columns - First));
    fill_with_nan(z, Columns - First);
    multiply_transposed<Rows, Columns - First>(w.data() + First, Columns, g.data(), z.data());
    for (int j = First; j < Columns; ++j) {
        T sum = 0;
        for (int i = 0; i < Rows; ++i) sum += w[i * Columns + j] * g[i];
        if (!(z[j - First] == sum)) return false;
    }
    return true;
}

template <class T, int Rows, int Columns> void check() {
    if (product_right<T, Rows, Columns>() && transposed_right<T, Rows, Columns, 0>() &&
        transposed_right<T, Rows, Columns, Columns / 2>())
        return;
    BOOST_ERROR(Rows << " x " << Columns << ", numbers of " << sizeof(T) << " bytes");
}

template <class T, int Rows, int... Columns> void check_columns() {
    (check<T, Rows, Columns>(), ...);
}
template <class T, int Rows, int... Columns>
void check_all_columns(std::integer_sequence<int, Columns...>) {
    (check<T, Rows, Columns + 1>(), ...);
}
template <class T, int... Rows> void check_small(std::integer_sequence<int, Rows...>) {
    (check_all_columns<T, Rows + 1>(std::make_integer_sequence<int, 3 * lanes<T> + 1>{}), ...);
}
/// The same for whole registers, and for parts of one more.
template <class T, int Rows, int... Registers> void check_registers() {
    (check_columns<T, Rows, Registers * lanes<T>, Registers * lanes<T> + 1,
                   (Registers + 1) * lanes<T> - 1>(),
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
    check_many_columns<T, 1, 2, 3, 5, 8, 9, 17>();
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
