#include <ctgrad/eval/point_kernels.hpp>

#include <ctgrad/ctgrad.hpp>

#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
namespace inner = ctgrad::detail;

// Small ones are left to the compiler, and so are numbers that no register holds.
static_assert(inner::runs_by_kernel<operations::matrix_product, float>(matrix_shape(8, 8),
                                                                       matrix_shape(8, 8),
                                                                       matrix_shape(8, 8)));
static_assert(!inner::runs_by_kernel<operations::matrix_product, float>(matrix_shape(7, 8),
                                                                        matrix_shape(7, 8),
                                                                        matrix_shape(8, 8)));
static_assert(!inner::runs_by_kernel<operations::matrix_product, long double>(matrix_shape(8, 8),
                                                                              matrix_shape(8, 8),
                                                                              matrix_shape(8, 8)));
static_assert(!inner::runs_by_kernel<operations::sum_of_entries, float>(scalar_shape,
                                                                        vector_shape(2), {}));
static_assert(inner::runs_by_kernel<operations::matrix_product, double>(matrix_shape(64, 1),
                                                                        matrix_shape(64, 64),
                                                                        matrix_shape(64, 1)) ==
                  inner::runs_side_by_side<double>(),
              "a column is one vector");
static_assert(!inner::runs_by_kernel<operations::inverse, double>(matrix_shape(90, 90),
                                                                  matrix_shape(90, 90), {}));

BOOST_AUTO_TEST_CASE(a_matrix_and_a_vector) {
    constexpr auto W = matrix<"W", 21, 5>;
    constexpr auto x = vector<"x", 5>;
    float w[21 * 5], u[5];
    for (int i = 0; i < 21 * 5; ++i) w[i] = .01f * static_cast<float>(i);
    for (int i = 0; i < 5; ++i) u[i] = static_cast<float>(i + 1);
    const auto r = value_and_gradient(squared_norm(W * x), W, x)(W = w, x = u);
    float by_x[5]{}, value = 0;
    for (std::size_t i = 0; i < 21; ++i) {
        float sum = 0;
        for (std::size_t k = 0; k < 5; ++k) sum += w[i * 5 + k] * u[k];
        value += sum * sum;
        for (std::size_t k = 0; k < 5; ++k) {
            by_x[k] += 2 * sum * w[i * 5 + k];
            BOOST_TEST(r.gradient[W].data()[i * 5 + k] == 2 * sum * u[k],
                       boost::test_tools::tolerance(1e-5f));
        }
    }
    BOOST_TEST(r.value == value, boost::test_tools::tolerance(1e-5f));
    for (std::size_t k = 0; k < 5; ++k)
        BOOST_TEST(r.gradient[x][k] == by_x[k], boost::test_tools::tolerance(1e-5f));
}

BOOST_AUTO_TEST_CASE(two_matrices) {
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

BOOST_AUTO_TEST_CASE(reductions_of_long_vectors) {
    constexpr int n = 203;
    constexpr auto u = vector<"u", n>;
    constexpr auto v = vector<"v", n>;
    tensor<double, n> a, b;
    double dots = 0, squares = 0, exponentials = 0, largest = -1;
    for (std::size_t i = 0; i < n; ++i) {
        a.data()[i] = 3 * std::sin(double(i));
        b.data()[i] = std::cos(double(i));
        dots += a.data()[i] * b.data()[i];
        squares += a.data()[i] * a.data()[i];
        largest = std::max(largest, a.data()[i]);
    }
    for (double x : a) exponentials += std::exp(x - largest);
    const auto near = boost::test_tools::tolerance(1e-14);
    BOOST_TEST(dot(u, v)(u = a, v = b) == dots, boost::test_tools::tolerance(1e-13));
    BOOST_TEST(squared_norm(u)(u = a) == squares, near);
    const double value = largest + std::log(exponentials);
    BOOST_TEST(log_sum_exp(u)(u = a) == value, near);
    const auto shares = softmax(u)(u = a);
    for (std::size_t i = 0; i < n; ++i)
        BOOST_TEST(shares[i] == std::exp(a.data()[i] - value), boost::test_tools::tolerance(1e-13));
    a.data()[n - 1] = std::numeric_limits<double>::quiet_NaN();
    BOOST_TEST(std::isnan(log_sum_exp(u)(u = a)));
    BOOST_TEST(std::isnan(softmax(u)(u = a)[0]));
    BOOST_TEST(std::isnan(sum(u)(u = a)));
}

BOOST_AUTO_TEST_CASE(transposes) {
    constexpr auto A = matrix<"A", 37, 21>;
    tensor<float, 37, 21> a;
    for (std::size_t i = 0; i < a.size(); ++i) a.data()[i] = float(i);
    const auto turned = transpose(A)(A = a);
    for (std::size_t i = 0; i < 37; ++i)
        for (std::size_t j = 0; j < 21; ++j)
            BOOST_TEST(turned.data()[j * 37 + i] == float(i * 21 + j));
}

// Constant expressions run none of them, and have the same value.
static_assert([] {
    tensor<double, 40> ones;
    for (double& x : ones) x = 0.5;
    constexpr auto u = vector<"u", 40>;
    return squared_norm(u)(u = ones);
}() == 10);
