#include <ctgrad/kernel/few_rows.hpp>

#include <cmath>
#include <limits>
#include <vector>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

template <class T> std::vector<T> numbers(int count, int seed) {
    std::vector<T> result(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        result[static_cast<std::size_t>(i)] = T((i * 37 + seed * 11) % 101 - 50) / T(64);
    return result;
}

/// Against plain loops, in buffers with nothing to spare: reading too far is for the sanitizers.
template <class T> void check(int rows, int columns) {
    const auto w = numbers<T>(rows * columns, 1), x = numbers<T>(columns, 2),
               g = numbers<T>(rows, 3);
    std::vector<T> y(static_cast<std::size_t>(rows)), z(static_cast<std::size_t>(columns));
    kernel::multiply_few(w.data(), rows, columns, x.data(), y.data());
    kernel::multiply_transposed_few(w.data(), rows, columns, g.data(), z.data());
    const auto at = [&](int i, int j) { return w[static_cast<std::size_t>(i * columns + j)]; };
    const T bound = T(columns + rows) * std::numeric_limits<T>::epsilon();
    for (int i = 0; i < rows; ++i) {
        T sum = 0;
        for (int j = 0; j < columns; ++j) sum += at(i, j) * x[static_cast<std::size_t>(j)];
        BOOST_TEST(std::abs(sum - y[static_cast<std::size_t>(i)]) <= bound,
                   rows << " x " << columns << ", row " << i);
    }
    for (int j = 0; j < columns; ++j) {
        T sum = 0;
        for (int i = 0; i < rows; ++i) sum += at(i, j) * g[static_cast<std::size_t>(i)];
        BOOST_TEST(std::abs(sum - z[static_cast<std::size_t>(j)]) <= bound,
                   rows << " x " << columns << ", column " << j);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(all_sizes) {
    for (int rows : {1, 2, 3, 4, 7, 8, 9, 16, 33})
        for (int columns : {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 63, 64, 65, 130}) {
            check<float>(rows, columns);
            check<double>(rows, columns);
        }
}

BOOST_AUTO_TEST_CASE(outer_products_of_samples) {
    for (int columns : {1, 3, 8, 13}) {
        const int rows = 5, stride = 16, samples = 3;
        const auto a = numbers<double>(stride * samples, 1),
                   b = numbers<double>(stride * samples, 2);
        std::vector<double> y(static_cast<std::size_t>(rows * columns), 7);
        kernel::add_outer_few(a.data(), stride, b.data(), stride, samples, rows, columns, false,
                              y.data());
        kernel::add_outer_few(a.data(), stride, b.data(), stride, samples, rows, columns, true,
                              y.data());
        for (int i = 0; i < rows; ++i)
            for (int j = 0; j < columns; ++j) {
                double sum = 0;
                for (int s = 0; s < samples; ++s)
                    sum += 2 * a[static_cast<std::size_t>(s * stride + i)] *
                           b[static_cast<std::size_t>(s * stride + j)];
                BOOST_TEST(y[static_cast<std::size_t>(i * columns + j)] == sum,
                           boost::test_tools::tolerance(1e-13));
            }
    }
}

BOOST_AUTO_TEST_CASE(infinity_counts_once) {
    // The last columns of an odd width are read together with some that were counted before.
    std::vector<float> w(17, 1), x(17, 1);
    w[12] = std::numeric_limits<float>::infinity();
    float y = 0;
    kernel::multiply_few(w.data(), 1, 17, x.data(), &y);
    BOOST_TEST(y == std::numeric_limits<float>::infinity());
}
