#include <ctgrad/kernel/dots.hpp>

#include <random>
#include <vector>

#include <boost/test/unit_test.hpp>

using namespace ctgrad::kernel;

namespace {

std::mt19937 generator(1);

/// Small whole numbers, so that sums are exact in every order; `size` of them and no more.
template <class T> std::vector<T> numbers(int size) {
    std::vector<T> result(static_cast<std::size_t>(size));
    for (T& number : result) number = static_cast<T>(static_cast<int>(generator() % 9) - 4);
    return result;
}

template <class T> bool dots_are_right(int rows, int columns, int count, bool add) {
    const auto a = numbers<T>(rows * count), b = numbers<T>(columns * count);
    auto y = numbers<T>(rows * columns), expected = y;
    for (int i = 0; i < rows; ++i)
        for (int j = 0; j < columns; ++j) {
            T& sum = expected[static_cast<std::size_t>(i * columns + j)];
            if (!add) sum = 0;
            for (int k = 0; k < count; ++k)
                sum += a[static_cast<std::size_t>(i * count + k)] *
                       b[static_cast<std::size_t>(j * count + k)];
        }
    add_dots(a.data(), count, rows, b.data(), count, columns, count, add, y.data());
    return y == expected;
}

template <class T> bool sums_are_right(int rows, int count, bool add) {
    const auto a = numbers<T>(rows * count);
    auto y = numbers<T>(rows), expected = y;
    for (int i = 0; i < rows; ++i) {
        T sum = 0;
        for (int k = 0; k < count; ++k) sum += a[static_cast<std::size_t>(i * count + k)];
        T& at = expected[static_cast<std::size_t>(i)];
        at = add ? at + 2 * sum : 2 * sum;
    }
    add_sums(a.data(), count, rows, count, T(2), add, y.data());
    return y == expected;
}

template <class T> void check() {
    for (int count : {1, 2, 5, 8, 16, 17, 33, 64})
        for (bool add : {false, true})
            for (int rows = 1; rows <= 35; rows += rows < 9 ? 1 : 13) {
                BOOST_TEST(sums_are_right<T>(rows, count, add));
                for (int columns = 1; columns <= 18; ++columns)
                    BOOST_TEST_CONTEXT(rows << " x " << columns << ", " << count << " samples")
                BOOST_TEST(dots_are_right<T>(rows, columns, count, add));
            }
}

}  // namespace

BOOST_AUTO_TEST_CASE(sums_and_dot_products_in_float) { check<float>(); }
BOOST_AUTO_TEST_CASE(sums_and_dot_products_in_double) { check<double>(); }
BOOST_AUTO_TEST_CASE(sums_and_dot_products_in_long_double) { check<long double>(); }
