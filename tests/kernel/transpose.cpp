#include <ctgrad/kernel/transpose.hpp>

#include <algorithm>
#include <limits>
#include <memory>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

using namespace ctgrad::kernel;
using types = boost::mpl::list<float, double, long double>;

namespace {

/// Both arrays end with their last number: the address sanitizer sees every number too many. What
/// lies between two rows is NaN: it is neither brought over nor written.
template <class T> bool right(int rows, int columns, int gap) {
    const int from_row = columns + gap, to_row = rows + 2 * gap;
    const auto from_size = static_cast<std::size_t>((rows - 1) * from_row + columns);
    const auto to_size = static_cast<std::size_t>((columns - 1) * to_row + rows);
    const std::unique_ptr<T[]> from(new T[from_size]), to(new T[to_size]);
    std::fill_n(from.get(), from_size, std::numeric_limits<T>::quiet_NaN());
    std::fill_n(to.get(), to_size, std::numeric_limits<T>::quiet_NaN());
    for (int i = 0; i < rows; ++i)
        for (int j = 0; j < columns; ++j)
            from[static_cast<std::size_t>(i * from_row + j)] = static_cast<T>(i * columns + j);
    transpose(from.get(), from_row, rows, columns, to.get(), to_row);
    for (int j = 0; j < columns; ++j)
        for (int i = 0; i < to_row; ++i) {
            if (i >= rows && j == columns - 1) break;
            const T found = to[static_cast<std::size_t>(j * to_row + i)];
            if (i < rows ? !(found == static_cast<T>(i * columns + j)) : found == found)
                return false;
        }
    return true;
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(all_shapes, T, types) {
    for (int rows = 1; rows <= 35; ++rows)
        for (int columns = 1; columns <= 35; ++columns)
            for (int gap : {0, 1})
                if (!right<T>(rows, columns, gap)) BOOST_ERROR(rows << " x " << columns);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(wide_and_high, T, types) {
    BOOST_TEST(right<T>(128, 784, 0));
    BOOST_TEST(right<T>(64, 10, 118));
    BOOST_TEST(right<T>(200, 1, 5));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_number_to_many_rows, T, types) {
    // Row stride 0 of a value that all rows share.
    const T from[] = {5, 6};
    T to[6]{};
    transpose(from, 0, 3, 2, to, 3);
    BOOST_TEST((to[0] == 5 && to[2] == 5 && to[3] == 6 && to[5] == 6));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(squares_of_registers, T, types) {
    if constexpr (packable<T>) {
        pack<T> rows[lanes<T>];
        for (int i = 0; i < lanes<T>; ++i)
            for (int j = 0; j < lanes<T>; ++j) rows[i][j] = static_cast<T>(100 * i + j);
        ctgrad::kernel::detail::transpose_packs<T>(rows);
        for (int i = 0; i < lanes<T>; ++i)
            for (int j = 0; j < lanes<T>; ++j)
                BOOST_TEST((rows[i][j] == static_cast<T>(100 * j + i)));
    }
}

namespace {

/// Sums of Count packs: of the lanes of each one, in every lane that is its.
template <class T, int Count> void check_sums() {
    pack<T> packs[Count];
    T expected[Count]{};
    for (int i = 0; i < Count; ++i)
        for (int j = 0; j < lanes<T>; ++j) {
            packs[i][j] = static_cast<T>((7 * i + 3 * j * j) % 11);
            expected[i] += packs[i][j];
        }
    const pack<T> sums = ctgrad::kernel::detail::sums_of_packs<T, Count>(packs);
    for (int j = 0; j < lanes<T>; ++j) BOOST_TEST(sums[j] == expected[j % Count]);
    if constexpr (Count < lanes<T>) check_sums<T, 2 * Count>();
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(sums_of_registers, T, types) {
    if constexpr (packable<T>) check_sums<T, 1>();
}
