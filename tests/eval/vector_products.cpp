#include <ctgrad/eval/vector_products.hpp>

#include <ctgrad/ctgrad.hpp>

#include <cmath>
#include <tuple>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
namespace inner = ctgrad::detail;

namespace {

template <int Rows, int Columns, bool Transposed, class T> void check() {
    T a[Rows * Columns], b[Columns], y[Rows + 1];
    for (int i = 0; i < Rows * Columns; ++i) a[i] = static_cast<T>(std::sin(i));
    for (int k = 0; k < Columns; ++k) b[k] = static_cast<T>(k - 3);
    y[Rows] = 7;  // behind the result
    inner::multiply_vector<Rows, Columns, Transposed>(y, a, b);
    for (int i = 0; i < Rows; ++i) {
        T sum = 0;
        for (int k = 0; k < Columns; ++k)
            sum += a[Transposed ? k * Rows + i : i * Columns + k] * b[k];
        BOOST_TEST(std::abs(y[i] - sum) < T(1e-4));
    }
    BOOST_TEST(y[Rows] == 7);
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(products_write_nothing_behind_their_result, T,
                              decltype(std::tuple<float, double>())) {
    check<1, 70, false, T>();
    check<5, 21, false, T>();
    check<5, 21, true, T>();
    check<16, 16, false, T>();
    check<33, 8, true, T>();
}
