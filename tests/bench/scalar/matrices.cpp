// Functions of matrices and long vectors: value and gradient against Eigen's expressions of fixed
// size, as a good engineer writes them.

#include <array>
#include <cmath>

#include <Eigen/Core>

#include <ctgrad/eval/batch.hpp>
#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/linear.hpp>

#include "measure.hpp"

using namespace ctgrad;

namespace {

template <int Rows, int Columns>
using eigen_matrix = Eigen::Matrix<double, Rows, Columns, Eigen::RowMajor>;
template <int Rows> using eigen_vector = Eigen::Matrix<double, Rows, 1>;

template <class Numbers> void fill(Numbers& numbers, double seed) {
    for (std::size_t i = 0; i < numbers.size(); ++i)
        numbers.data()[i] = std::sin(seed + static_cast<double>(i));
}

/// |A X - B|^2 by A and X.
struct least_squares {
    static constexpr int n = 64, columns = 48;
    static constexpr auto A = matrix<"A", n, n>;
    static constexpr auto X = matrix<"X", n, columns>;
    static constexpr auto B = matrix<"B", n, columns>;

    struct point {
        tensor<double, n, n> a;
        tensor<double, n, columns> x, b;
        point() { fill(a, 0), fill(x, 1), fill(b, 2); }
    };
    struct by_hand {
        static auto run(const point& at) {
            std::array<double, 1 + n * n + n * columns> result;
            const Eigen::Map<const eigen_matrix<n, n>> a(at.a.data());
            const Eigen::Map<const eigen_matrix<n, columns>> x(at.x.data()), b(at.b.data());
            eigen_matrix<n, columns> rest;
            rest.noalias() = a * x;
            rest -= b;
            result[0] = rest.squaredNorm();
            rest *= 2;
            Eigen::Map<eigen_matrix<n, n>>(&result[1]).noalias() = rest * x.transpose();
            Eigen::Map<eigen_matrix<n, columns>>(&result[1 + n * n]).noalias() =
                a.transpose() * rest;
            return result;
        }
    };
    struct ours {
        static auto run(const point& at) {
            return value_and_gradient(squared_norm(A * X - B), A, X)(A = at.a, X = at.x, B = at.b);
        }
    };
};

/// The mean loss of a logistic regression of 200 samples by its 30 weights.
struct logistic {
    static constexpr int samples = 200, inputs = 30;
    static constexpr auto X = matrix<"X", samples, inputs>;
    static constexpr auto y = vector<"y", samples>;
    static constexpr auto w = vector<"w", inputs>;

    struct point {
        tensor<double, samples, inputs> x;
        tensor<double, samples> y;
        tensor<double, inputs> w;
        point() {
            fill(x, 0), fill(w, 1);
            for (std::size_t i = 0; i < samples; ++i) y[i] = static_cast<double>(i % 2);
        }
    };
    struct by_hand {
        static auto run(const point& at) {
            std::array<double, 1 + inputs> result;
            const Eigen::Map<const eigen_matrix<samples, inputs>> x(at.x.data());
            const Eigen::Map<const eigen_vector<samples>> y_of(at.y.data());
            const Eigen::Map<const eigen_vector<inputs>> w_of(at.w.data());
            eigen_vector<samples> z;
            z.noalias() = x * w_of;
            const eigen_vector<samples> e = (-z.array().abs()).exp();  // of no more than 1
            const auto positive = z.array().max(0.0);
            result[0] =
                (positive + (1 + e.array()).log() - y_of.array() * z.array()).sum() / samples;
            const eigen_vector<samples> slope =
                ((z.array() >= 0).select(1.0 / (1 + e.array()), e.array() / (1 + e.array())) -
                 y_of.array()) /
                samples;
            Eigen::Map<eigen_vector<inputs>>(&result[1]).noalias() = x.transpose() * slope;
            return result;
        }
    };
    struct ours {
        static auto run(const point& at) {
            constexpr auto z = X * w;
            return value_and_gradient(mean(softplus(z) - hadamard(y, z)), w)(X = at.x, y = at.y,
                                                                             w = at.w);
        }
    };
};

/// log(sum(exp(v))) by 1,000 numbers.
struct soft_maximum {
    static constexpr int n = 1000;
    static constexpr auto v = vector<"v", n>;

    struct point {
        tensor<double, n> v;
        point() { fill(v, 0); }
    };
    struct by_hand {
        static auto run(const point& at) {
            std::array<double, 1 + n> result;
            const Eigen::Map<const eigen_vector<n>> u(at.v.data());
            Eigen::Map<eigen_vector<n>> slope(&result[1]);
            const double most = u.maxCoeff();
            slope = (u.array() - most).exp();
            const double sum = slope.sum();
            slope /= sum;
            result[0] = most + std::log(sum);
            return result;
        }
    };
    struct ours {
        static auto run(const point& at) { return value_and_gradient(log_sum_exp(v), v)(v = at.v); }
    };
};

/// The mean of |exp(W) x - t|^2 over a batch by W: a function of the weights before the product.
struct function_of_weights {
    static constexpr int n = 64, samples = 256;
    static constexpr auto W = matrix<"W", n, n>;
    static constexpr auto all = boost::hana::make_tuple(W);
    static constexpr auto x = vector<"x", n>;
    static constexpr auto t = vector<"t", n>;

    struct point {
        parameters_for<double, decltype(all)> weights;
        tensor<double, samples, n> x, t;
        point() {
            auto w = weights[W];
            fill(w, 0), fill(x, 1), fill(t, 2);
        }
    };
    struct by_hand {
        static auto run(const point& at) {
            std::array<double, 1 + n * n> result;
            const Eigen::Map<const eigen_matrix<n, n>> w(at.weights.data());
            const Eigen::Map<const eigen_matrix<samples, n>> x_of(at.x.data()), t_of(at.t.data());
            const eigen_matrix<n, n> factor = w.array().exp();
            eigen_matrix<samples, n> rest;
            rest.noalias() = x_of * factor.transpose();
            rest -= t_of;
            result[0] = rest.squaredNorm() / samples;
            eigen_matrix<n, n> slope;
            slope.noalias() = rest.transpose() * x_of;
            Eigen::Map<eigen_matrix<n, n>>{&result[1]} =
                slope.cwiseProduct(factor) * (2.0 / samples);
            return result;
        }
    };
    struct ours {
        static auto run(const point& at) {
            static auto step = make_batch_gradient<double>(squared_norm(exp(W) * x - t), all);
            parameters_for<double, decltype(all)> slope;
            std::array<double, 1 + n * n> result;
            result[0] = step(at.weights, slope, x = rows(at.x), t = rows(at.t));
            std::ranges::copy(slope[W], &result[1]);
            return result;
        }
    };
};

template <class Function> bool compare(const char* name) {
    bench::table table(name);
    table.row<typename Function::by_hand, typename Function::ours>("ctgrad", 1.05,
                                                                   typename Function::point());
    return table.holds();
}

}  // namespace

bool matrices() {
    const bool first = compare<least_squares>("|A X - B|^2, 64 x 64");
    const bool second = compare<logistic>("logistic, 200 x 30");
    const bool third = compare<soft_maximum>("log_sum_exp, 1000");
    return compare<function_of_weights>("exp(W) x, 256 samples") && first && second && third;
}
