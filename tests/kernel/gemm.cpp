#include <ctgrad/kernel/gemm.hpp>

#include <algorithm>
#include <limits>
#include <memory>
#include <random>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

using namespace ctgrad::kernel;
using types = boost::mpl::list<float, double, long double>;

namespace {

std::mt19937 generator(1);

/// Small whole numbers, so that sums are exact in every order.
template <class T> T any_number() { return static_cast<T>(static_cast<int>(generator() % 9) - 4); }

template <class T> bool is_nan(T number) { return !(number == number); }

/// Rows of numbers in an array that ends with the last of them: the address sanitizer sees every
/// number too many. What lies between two rows is NaN before and after: it may neither be used nor
/// written.
template <class T> struct rows {
    int count, width, stride;
    std::unique_ptr<T[]> numbers;

    rows(int count_, int width_, int stride_)
        : count(count_), width(width_), stride(stride_), numbers(new T[size()]) {
        std::fill_n(numbers.get(), size(), std::numeric_limits<T>::quiet_NaN());
        for (int i = 0; i < count; ++i)
            for (int j = 0; j < width; ++j) at(i, j) = any_number<T>();
    }
    std::size_t size() const { return static_cast<std::size_t>((count - 1) * stride + width); }
    T* data() const { return numbers.get(); }
    T& at(int i, int j) const { return numbers[static_cast<std::size_t>(i * stride + j)]; }
    bool gaps_untouched() const {
        for (int i = 0; i + 1 < count; ++i)
            for (int j = width; j < stride; ++j)
                if (!is_nan(at(i, j))) return false;
        return true;
    }
};

/// One product against sums number by number. `lying`: A is stored transposed.
template <class T> bool right(int m, int n, int k, int gap, bool lying, initial from) {
    const rows<T> a(lying ? k : m, lying ? m : k, (lying ? m : k) + gap), c(m, n, n + gap);
    // A row of B may be read up to the end of its last register, but for the last row: so close may
    // the rows lie if nothing behind the array is read.
    const rows<T> b(k, n, std::max(n + gap, lanes<T> - n % lanes<T>));
    const std::unique_ptr<T[]> start(new T[static_cast<std::size_t>(m)]);
    for (int i = 0; i < m; ++i) start[static_cast<std::size_t>(i)] = any_number<T>();
    const rows<T> expected(m, n, n);
    for (int i = 0; i < m; ++i)
        for (int j = 0; j < n; ++j) {
            T& sum = expected.at(i, j);
            sum = from == initial::zero     ? T(0)
                  : from == initial::result ? c.at(i, j)
                                            : start[static_cast<std::size_t>(i)];
            for (int l = 0; l < k; ++l) sum += (lying ? a.at(l, i) : a.at(i, l)) * b.at(l, j);
            // What is in C must not matter then.
            if (from != initial::result) c.at(i, j) = std::numeric_limits<T>::quiet_NaN();
        }
    gemm<T>({m, n, k}, {a.data(), lying ? 1 : a.stride, lying ? a.stride : 1}, {b.data(), b.stride},
            {c.data(), c.stride}, from, from == initial::row ? start.get() : nullptr);
    for (int i = 0; i < m; ++i)
        for (int j = 0; j < n; ++j)
            if (!(c.at(i, j) == expected.at(i, j))) return false;
    return c.gaps_untouched();
}

template <class T> bool right_in_all_forms(int m, int n, int k) {
    for (int gap : {0, 3})
        for (bool lying : {false, true})
            for (initial from : {initial::zero, initial::result, initial::row})
                if (!right<T>(m, n, k, gap, lying, from)) return false;
    return true;
}

template <class T> void check(int m, int n, int k) {
    if (right_in_all_forms<T>(m, n, k)) return;
    BOOST_ERROR(m << " x " << n << ", sums of " << k << ", numbers of " << sizeof(T) << " bytes");
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(every_number_of_rows_and_registers, T, types) {
    for (int m = 1; m <= 13; ++m) {
        for (int n = 1; n <= 2 * lanes<T> + 1; ++n)
            for (int k : {1, 2, 3, 6}) check<T>(m, n, k);
        // Three, four, five and nine registers, with and without a part of one more.
        for (int registers : {3, 4, 5, 9})
            for (int part : {0, 1, lanes<T> - 1}) check<T>(m, registers * lanes<T> + part, 3);
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(every_number_of_terms, T, types) {
    for (int k = 1; k <= 20; ++k)
        for (int m : {1, 6, 7})
            for (int n : {1, lanes<T>, lanes<T> + 1}) check<T>(m, n, k);
}

namespace {
/// Tiles whose sums are counted and doubled on their way.
template <class T> bool tiles_are_right(int tiles, int stripes, int k, initial from) {
    const int m = tiles * detail::tile_rows, n = stripes * tile_columns<T>;
    const rows<T> a(m, k, k + 1), b(k, n, n + 1), used(m, n, n), expected(m, n, n);
    const rows<T> start(m, 1, 1);
    std::fill_n(used.data(), used.size(), T(0));
    gemm<T>({m, n, k}, {a.data(), a.stride, 1}, {b.data(), b.stride}, {expected.data(), n}, from,
            start.data());
    gemm_tiles<T>({m, n, k}, {a.data(), a.stride, 1}, {b.data(), b.stride}, from, start.data(),
                  [&](int row, int column, const lane<T>& sum) {
                      T* const to = &used.at(row, column);
                      store_lane<T>(to, load_lane(to) + sum + sum);
                  });
    for (int i = 0; i < m; ++i)
        for (int j = 0; j < n; ++j)
            if (!(used.at(i, j) == 2 * expected.at(i, j))) return false;
    return true;
}
}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(sums_are_used_once_while_they_are_in_registers, T, types) {
    for (int stripes : {1, 2})
        for (initial from : {initial::zero, initial::row}) {
            BOOST_TEST(tiles_are_right<T>(1, stripes, 1, from));
            BOOST_TEST(tiles_are_right<T>(2, stripes, 4, from));
            BOOST_TEST(tiles_are_right<T>(3, stripes, 7, from));
        }
}

namespace {
/// The same, bit for bit, for a number of columns known while compiling.
template <int Columns, class T> void check_columns() {
    for (int m : {1, 5, 12, 27})
        for (int k : {1, 2, 7})
            for (initial from : {initial::zero, initial::result, initial::row}) {
                const rows<T> a(m, k, k + 1), start(m, 1, 1);
                const rows<T> b(k, Columns, std::max(Columns, lanes<T> - Columns % lanes<T>));
                const rows<T> c(m, Columns, Columns + 2), expected(m, Columns, Columns + 2);
                for (int i = 0; i < m; ++i) std::copy_n(&c.at(i, 0), Columns, &expected.at(i, 0));
                const matrix_numbers<T> left{a.data(), a.stride, 1};
                gemm<T>({m, Columns, k}, left, {b.data(), b.stride},
                        {expected.data(), expected.stride}, from, start.data());
                gemm<Columns, T>(m, k, left, {b.data(), b.stride}, {c.data(), c.stride}, from,
                                 start.data());
                bool same = c.gaps_untouched();
                for (int i = 0; i < m; ++i)
                    for (int j = 0; j < Columns; ++j)
                        same = same && c.at(i, j) == expected.at(i, j);
                BOOST_TEST(same, m << " x " << Columns << ", sums of " << k);
            }
}

/// The same, bit for bit, for extents known while compiling.
template <int Rows, int Columns, class T> void check_fixed() {
    for (int k : {1, 2, 7})
        for (int gap : {0, 3}) {
            const rows<T> a(Rows, k, k + gap);
            const rows<T> b(k, Columns, std::max(Columns + gap, lanes<T> - Columns % lanes<T>));
            const rows<T> c(Rows, Columns, Columns + gap), expected(Rows, Columns, Columns + gap);
            const matrix_numbers<T> left{a.data(), a.stride, 1};
            gemm<T>({Rows, Columns, k}, left, {b.data(), b.stride},
                    {expected.data(), expected.stride});
            gemm<Rows, Columns, T>(k, left, {b.data(), b.stride}, {c.data(), c.stride});
            bool same = c.gaps_untouched();
            for (int i = 0; i < Rows; ++i)
                for (int j = 0; j < Columns; ++j) same = same && c.at(i, j) == expected.at(i, j);
            BOOST_TEST(same, Rows << " x " << Columns << ", sums of " << k);
        }
}
}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(columns_known_while_compiling, T, types) {
    []<int... Registers>(std::integer_sequence<int, Registers...>) {
        ((check_columns<Registers * lanes<T> + 1, T>(),
          check_columns<(Registers + 1) * lanes<T>, T>()),
         ...);
    }(std::make_integer_sequence<int, 10>{});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(extents_known_while_compiling, T, types) {
    constexpr int register_of = lanes<T>;
    check_fixed<1, 1, T>();
    check_fixed<13, register_of, T>();
    check_fixed<5, 2 * register_of + 1, T>();
    check_fixed<7, 4 * register_of, T>();
    check_fixed<8, 5 * register_of - 1, T>();
    check_fixed<12, 6 * register_of, T>();
}

BOOST_AUTO_TEST_CASE(large_products) {
    check<float>(32, 128, 300);
    check<float>(7, 65, 513);
    check<float>(1, 784, 32);
    check<float>(129, 1, 256);
    check<double>(33, 70, 257);
    check<double>(64, 64, 64);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_number_of_a_for_a_whole_row, T, types) {
    // Column stride 0: every term has the same number, as for a value that all samples share.
    const T a[] = {2, 3}, b[] = {1, 10, 100, 1000};
    T c[2]{};
    for (int k : {1, 2, 4}) {
        T sum = 0;
        for (int l = 0; l < k; ++l) sum += b[l];
        gemm<T>({2, 1, 1}, {a, 1, 0}, {&sum, 1}, {c, 1});
        BOOST_TEST((c[0] == 2 * sum && c[1] == 3 * sum));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(bad_numbers_stay_in_their_row_and_column, T, types) {
    constexpr int m = 7, n = 2 * lanes<T> + 1, k = 3;
    for (int bad = 0; bad < n; ++bad) {
        const rows<T> a(m, k, k), b(k, n, std::max(n, lanes<T>)), c(m, n, n);
        for (int i = 0; i < m; ++i) a.at(i, 1) = 1;
        b.at(1, bad) = std::numeric_limits<T>::infinity();
        gemm<T>({m, n, k}, {a.data(), k, 1}, {b.data(), b.stride}, {c.data(), n});
        bool held = true;
        for (int i = 0; i < m; ++i)
            for (int j = 0; j < n; ++j)
                held &= j == bad ? c.at(i, j) == std::numeric_limits<T>::infinity()
                                 : c.at(i, j) - c.at(i, j) == 0;
        BOOST_TEST(held, "column " << bad);
    }
}
