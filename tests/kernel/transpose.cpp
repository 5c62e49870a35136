#include <ctgrad/kernel/transpose.hpp>

#include <limits>
#include <vector>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

using namespace ctgrad::kernel;
using types = boost::mpl::list<float, double>;

namespace {

/// Number (row, column) of the transpose, as gemm finds it; zero behind the last row.
template <class T> bool right(int rows, int columns) {
    std::vector<T> from(static_cast<std::size_t>(rows * columns));
    for (std::size_t i = 0; i < from.size(); ++i) from[i] = static_cast<T>(i + 1);
    std::vector<T> to(static_cast<std::size_t>(panels_size<T>(rows, columns)),
                      std::numeric_limits<T>::quiet_NaN());
    transpose_to_panels(from.data(), rows, columns, to.data());
    const int width = static_cast<int>(to.size()) / columns;
    for (int j = 0; j < columns; ++j)
        for (int i = 0; i < width; ++i) {
            const int at = i / panel<T> * panel<T> * columns + j * panel<T> + i % panel<T>;
            const T expected = i < rows ? static_cast<T>(i * columns + j + 1) : T(0);
            if (!(to[static_cast<std::size_t>(at)] == expected)) return false;
        }
    return true;
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(all_shapes, T, types) {
    for (int rows = 1; rows <= 40; ++rows)
        for (int columns = 1; columns <= 40; ++columns)
            BOOST_TEST_CONTEXT(rows << " x " << columns) BOOST_TEST(right<T>(rows, columns));
}

BOOST_AUTO_TEST_CASE(types_without_vectors) {
    BOOST_TEST(right<long double>(3, 5));
    BOOST_TEST(right<long double>(1, 1));
}

BOOST_AUTO_TEST_CASE(product_with_a_transposed_matrix) {
    // Row i of W x: with every number of W and x 1, the number of columns.
    constexpr int samples = 5, rows = 21, columns = 300;
    const std::vector<float> w(rows * columns, 1), x(samples * columns, 1);
    std::vector<float> panels(panels_size<float>(rows, columns)), y(samples * rows);
    transpose_to_panels(w.data(), rows, columns, panels.data());
    gemm_extents e{samples, rows, columns};
    e.a_row = columns;
    e.b_row = panel<float>;
    e.b_panel = panel<float> * columns;
    e.c_row = rows;
    gemm<initial::zero>(e, x.data(), panels.data(), y.data());
    BOOST_TEST(y == std::vector<float>(samples * rows, columns), boost::test_tools::per_element());
}
