#include <ctgrad/eval/matrix_products.hpp>

#include <ctgrad/ctgrad.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

using namespace ctgrad;
namespace inner = ctgrad::detail;
using types = boost::mpl::list<float, double>;

namespace {

/// In memory with nothing to spare: the sanitizer sees every number too many.
template <class T> std::unique_ptr<T[]> numbers(int count, int seed) {
    std::unique_ptr<T[]> result(new T[static_cast<std::size_t>(count)]);
    for (int i = 0; i < count; ++i)
        result[static_cast<std::size_t>(i)] = static_cast<T>(std::sin(i * seed + seed));
    return result;
}

template <int Rows, int Columns, int Terms, int Transposed, class T> void check_one() {
    constexpr layout L{matrix_shape(Rows, Columns), matrix_shape(Rows, Terms),
                       matrix_shape(Terms, Columns), Transposed};
    const auto a = numbers<T>(Rows * Terms, 1), b = numbers<T>(Terms * Columns, 2),
               y = numbers<T>(Rows * Columns, 3);
    inner::product_of_matrices<L>::run(y.get(), a.get(), b.get());
    double worst = 0;
    for (int i = 0; i < Rows; ++i)
        for (int j = 0; j < Columns; ++j) {
            double sum = 0;
            for (int k = 0; k < Terms; ++k) {
                const int of_a = Transposed & 1 ? k * Rows + i : i * Terms + k;
                const int of_b = Transposed & 2 ? j * Terms + k : k * Columns + j;
                sum += double(a[static_cast<std::size_t>(of_a)]) *
                       double(b[static_cast<std::size_t>(of_b)]);
            }
            const double found = double(y[static_cast<std::size_t>(i * Columns + j)]);
            worst = std::max(worst, std::abs(found - sum));
        }
    BOOST_TEST(worst < Terms * double(std::numeric_limits<T>::epsilon()),
               Rows << " x " << Terms << " x " << Columns << ", transposed " << Transposed << ": "
                    << worst);
}

template <int Rows, int Columns, int Terms, class T> void check() {
    check_one<Rows, Columns, Terms, 0, T>();
    check_one<Rows, Columns, Terms, 1, T>();
    check_one<Rows, Columns, Terms, 2, T>();
    check_one<Rows, Columns, Terms, 3, T>();
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(every_kind_of_tile, T, types) {
    check<8, 8, 8, T>();
    check<2, 3, 100, T>();  // rows of less than half a register
    check<13, 9, 1, T>();
    check<6, 33, 5, T>();
    check<7, 80, 3, T>();  // five registers of float
    check<5, 71, 40, T>();
    check<30, 17, 2, T>();
}

BOOST_AUTO_TEST_CASE(copies_too_large_for_a_stack) { check_one<2, 150, 151, 2, float>(); }

BOOST_AUTO_TEST_CASE(programs_for_one_point_use_them) {
    constexpr auto A = matrix<"A", 9, 12>;
    constexpr auto B = matrix<"B", 12, 11>;
    constexpr auto C = matrix<"C", 9, 11>;
    constexpr auto f = squared_norm(A * B - C);
    tensor<double, 9, 12> a;
    tensor<double, 12, 11> b;
    tensor<double, 9, 11> c;
    for (std::size_t i = 0; i < a.size(); ++i) a.data()[i] = std::sin(double(i));
    for (std::size_t i = 0; i < b.size(); ++i) b.data()[i] = std::cos(double(i));
    for (std::size_t i = 0; i < c.size(); ++i) c.data()[i] = 0.1 * double(i % 7);
    const auto r = value_and_gradient(f, A, B)(A = a, B = b, C = c);
    double value = 0, rest[9][11], by_a[9][12]{}, by_b[12][11]{};
    for (int i = 0; i < 9; ++i)
        for (int j = 0; j < 11; ++j) {
            rest[i][j] = -c.data()[i * 11 + j];
            for (int k = 0; k < 12; ++k) rest[i][j] += a.data()[i * 12 + k] * b.data()[k * 11 + j];
            value += rest[i][j] * rest[i][j];
        }
    for (int i = 0; i < 9; ++i)
        for (int j = 0; j < 11; ++j)
            for (int k = 0; k < 12; ++k) {
                by_a[i][k] += 2 * rest[i][j] * b.data()[k * 11 + j];
                by_b[k][j] += 2 * a.data()[i * 12 + k] * rest[i][j];
            }
    constexpr auto near = [](double x, double y) { return std::abs(x - y) < 1e-12; };
    BOOST_TEST(near(r.value / value, 1));
    for (int k = 0; k < 12; ++k) {
        for (int i = 0; i < 9; ++i) BOOST_TEST(near(r.gradient[A].data()[i * 12 + k], by_a[i][k]));
        for (int j = 0; j < 11; ++j) BOOST_TEST(near(r.gradient[B].data()[k * 11 + j], by_b[k][j]));
    }
}

BOOST_AUTO_TEST_CASE(rows_and_columns_that_are_matrices) {
    constexpr auto a = matrix<"a", 1, 40>;
    constexpr auto B = matrix<"B", 40, 30>;
    constexpr auto c = matrix<"c", 30, 1>;
    tensor<float, 1, 40> row;
    tensor<float, 40, 30> all;
    tensor<float, 30, 1> column;
    for (std::size_t i = 0; i < row.size(); ++i) row.data()[i] = float(i % 5);
    for (std::size_t i = 0; i < all.size(); ++i) all.data()[i] = float(i % 11) - 5;
    for (std::size_t i = 0; i < column.size(); ++i) column.data()[i] = float(i % 3);
    const auto left = (a * B)(a = row, B = all);
    const auto turned = (transpose(B) * transpose(a))(a = row, B = all);
    const auto right = (B * c)(B = all, c = column);
    const auto back = (transpose(c) * transpose(B))(B = all, c = column);
    for (std::size_t j = 0; j < 30; ++j) {
        float sum = 0;
        for (std::size_t k = 0; k < 40; ++k) sum += row.data()[k] * all.data()[k * 30 + j];
        BOOST_TEST(left.data()[j] == sum);
        BOOST_TEST(turned.data()[j] == sum);
    }
    for (std::size_t i = 0; i < 40; ++i) {
        float sum = 0;
        for (std::size_t k = 0; k < 30; ++k) sum += all.data()[i * 30 + k] * column.data()[k];
        BOOST_TEST(right.data()[i] == sum);
        BOOST_TEST(back.data()[i] == sum);
    }
}
