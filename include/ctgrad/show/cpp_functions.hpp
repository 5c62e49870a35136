/// Functions that a C++ program needs and the standard library lacks.
#pragma once

#include <ctgrad/show/names.hpp>

namespace ctgrad::detail {

struct cpp_function {
    core::text_view call;  ///< how it begins in the table of notations
    core::text_view text;
    bool eliminates = false;  ///< calls eliminate
};

inline constexpr cpp_function cpp_functions[] = {
    {"sigmoid(", R"(inline double sigmoid(double u) {
    const double small = std::exp(u < 0.0 ? u : -u);
    return (u < 0.0 ? small : 1.0) / (1.0 + small);
}
)"},
    {"softplus(", R"(inline double softplus(double u) {
    const double tail = std::log1p(std::exp(u < 0.0 ? u : -u));
    return u < 0.0 ? tail : u + tail;
}
)"},
    {"log_cosh(", R"(inline double log_cosh(double u) {
    const double size = std::abs(u), e = std::expm1(-size);
    return size < 1.0 ? std::log1p(0.5 * e * e / (1.0 + e))
                      : size + std::log1p(0.5 * std::expm1(-2.0 * size));
}
)"},
    {"digamma(", R"(// The derivative of lgamma: by recurrence up to 10, then its asymptotic series.
inline double digamma(double u) {
    if (u < 0.0) {
        const double pi = std::acos(-1.0);
        return digamma(1.0 - u) - pi / std::tan(pi * (u - std::floor(u)));
    }
    double sum = 0.0;
    for (; u < 10.0; u += 1.0) sum -= 1.0 / u;
    const double x = 1.0 / (u * u);
    const double series =
        x * (1.0 / 12 - x * (1.0 / 120 - x * (1.0 / 252 - x * (1.0 / 240 - x * (1.0 / 132 -
        x * (691.0 / 32760 - x / 12))))));
    return sum + std::log(u) - 0.5 / u - series;
}
)"},
    {"polygamma(",
     R"(// The derivative of order n of digamma: by recurrence up to 25, then its asymptotic series.
inline double polygamma(double n, double u) {
    if (u < -1e6) return std::nan("");
    double factorial = 1.0;  // n!
    for (double k = 2.0; k <= n; k += 1.0) factorial *= k;
    double sum = 0.0;
    for (; u < 25.0; u += 1.0) sum += factorial * std::pow(u, -n - 1.0);
    const double bernoulli[] = {1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730,
                                7.0 / 6, -3617.0 / 510};
    double power = factorial / n * std::pow(u, -n);
    sum += power + 0.5 * factorial * std::pow(u, -n - 1.0);
    double term = factorial * (n + 1.0) / 2.0 * std::pow(u, -n - 2.0);  // (2k + n - 1)! / (2k)!
    for (int k = 1; k <= 8; ++k) {
        sum += bernoulli[k - 1] * term;
        term *= (2.0 * k + n) * (2.0 * k + n + 1.0) / ((2.0 * k + 1.0) * (2.0 * k + 2.0)) / (u * u);
    }
    return std::fmod(n, 2.0) == 0.0 ? -sum : sum;
}
)"},
    {"softmax(", R"(inline void softmax(int n, const double* u, double* y) {
    const double largest = *std::max_element(u, u + n);
    double total = 0.0;
    for (int i = 0; i < n; ++i) total += y[i] = std::exp(u[i] - largest);
    for (int i = 0; i < n; ++i) y[i] /= total;
}
)"},
    {"log_sum_exp(", R"(inline double log_sum_exp(int n, const double* u) {
    const double largest = *std::max_element(u, u + n);
    double total = 0.0;
    for (int i = 0; i < n; ++i) total += std::exp(u[i] - largest);
    return largest + std::log(total);
}
)"},
    {"eliminate(",
     R"(// y becomes the solution of a x = y, by elimination with pivots; returns det(a).
inline double eliminate(int n, int columns, std::vector<double> a, double* y) {
    double determinant = 1.0;
    for (int k = 0; k < n; ++k) {
        int pivot = k;
        for (int i = k + 1; i < n; ++i)
            if (std::abs(a[i * n + k]) > std::abs(a[pivot * n + k])) pivot = i;
        if (pivot != k) {
            determinant = -determinant;
            for (int j = 0; j < n; ++j) std::swap(a[k * n + j], a[pivot * n + j]);
            for (int j = 0; j < columns; ++j) std::swap(y[k * columns + j], y[pivot * columns + j]);
        }
        determinant *= a[k * n + k];
        for (int i = k + 1; i < n; ++i) {
            const double factor = a[k * n + k] == 0.0 ? 0.0 : a[i * n + k] / a[k * n + k];
            for (int j = k; j < n; ++j) a[i * n + j] -= factor * a[k * n + j];
            for (int j = 0; j < columns; ++j) y[i * columns + j] -= factor * y[k * columns + j];
        }
    }
    for (int i = n - 1; i >= 0; --i)
        for (int j = 0; j < columns; ++j) {
            for (int k = i + 1; k < n; ++k)
                y[i * columns + j] -= a[i * n + k] * y[k * columns + j];
            y[i * columns + j] /= a[i * n + i];
        }
    return determinant;
}
)"},
    {"determinant(", R"(inline double determinant(int n, const double* a) {
    return eliminate(n, 0, std::vector<double>(a, a + n * n), nullptr);
}
)",
     true},
    {"cofactors(", R"(inline void cofactors(int n, const double* a, double* y) {
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < n; ++j) {
            std::vector<double> minor;
            for (int k = 0; k < n * n; ++k)
                if (k / n != i && k % n != j) minor.push_back(a[k]);
            y[i * n + j] = ((i + j) % 2 == 0 ? 1.0 : -1.0) * eliminate(n - 1, 0, minor, nullptr);
        }
}
)",
     true},
    {"cofactors_along(",
     R"(// One or two directions; in every minor a row of a gives place to one of each.
inline void cofactors_along(int n, int rows, const double* a, const double* b, double* y) {
    const bool two = rows == 2 * n;
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < n; ++j) {
            double sum = 0.0;
            for (int r = 0; r < n; ++r)
                for (int s = 0; s < (two ? n : 1); ++s) {
                    if (r == i || (two && (s == i || s == r))) continue;
                    std::vector<double> minor;
                    for (int k = 0; k < n * n; ++k)
                        if (k / n != i && k % n != j)
                            minor.push_back(k / n == r          ? b[k]
                                            : two && k / n == s ? b[n * n + k]
                                                                : a[k]);
                    sum += eliminate(n - 1, 0, minor, nullptr);
                }
            y[i * n + j] = (i + j) % 2 == 0 ? sum : -sum;
        }
}
)",
     true},
    {"inverse(", R"(inline void inverse(int n, const double* a, double* y) {
    for (int i = 0; i < n * n; ++i) y[i] = i % (n + 1) == 0 ? 1.0 : 0.0;
    eliminate(n, n, std::vector<double>(a, a + n * n), y);
}
)",
     true},
    {"solve(",
     R"(inline void solve(int n, int columns, const double* a, const double* b, double* y) {
    for (int i = 0; i < n * columns; ++i) y[i] = b[i];
    eliminate(n, columns, std::vector<double>(a, a + n * n), y);
}
)",
     true},
};

/// What a variable must not be called in a C++ program: the language's words and those that the
/// program uses itself.
inline constexpr const char* cpp_words[] = {"alignas",
                                            "alignof",
                                            "and",
                                            "and_eq",
                                            "asm",
                                            "auto",
                                            "bitand",
                                            "bitor",
                                            "bool",
                                            "break",
                                            "case",
                                            "catch",
                                            "char",
                                            "char16_t",
                                            "char32_t",
                                            "char8_t",
                                            "class",
                                            "co_await",
                                            "co_return",
                                            "co_yield",
                                            "compl",
                                            "concept",
                                            "const",
                                            "const_cast",
                                            "consteval",
                                            "constexpr",
                                            "constinit",
                                            "continue",
                                            "decltype",
                                            "default",
                                            "delete",
                                            "do",
                                            "double",
                                            "dynamic_cast",
                                            "else",
                                            "enum",
                                            "explicit",
                                            "export",
                                            "extern",
                                            "false",
                                            "float",
                                            "for",
                                            "friend",
                                            "goto",
                                            "if",
                                            "inline",
                                            "int",
                                            "long",
                                            "mutable",
                                            "namespace",
                                            "new",
                                            "noexcept",
                                            "not",
                                            "not_eq",
                                            "nullptr",
                                            "operator",
                                            "or",
                                            "or_eq",
                                            "private",
                                            "protected",
                                            "public",
                                            "register",
                                            "reinterpret_cast",
                                            "requires",
                                            "return",
                                            "short",
                                            "signed",
                                            "sizeof",
                                            "static",
                                            "static_assert",
                                            "static_cast",
                                            "struct",
                                            "switch",
                                            "template",
                                            "this",
                                            "thread_local",
                                            "throw",
                                            "true",
                                            "try",
                                            "typedef",
                                            "typeid",
                                            "typename",
                                            "union",
                                            "unsigned",
                                            "using",
                                            "virtual",
                                            "void",
                                            "volatile",
                                            "wchar_t",
                                            "while",
                                            "xor",
                                            "xor_eq",
                                            "std",
                                            "i",
                                            "j",
                                            "k",
                                            "sum",
                                            "sigmoid",
                                            "softplus",
                                            "log_cosh",
                                            "digamma",
                                            "polygamma",
                                            "softmax",
                                            "log_sum_exp",
                                            "eliminate",
                                            "determinant",
                                            "cofactors",
                                            "cofactors_along",
                                            "inverse",
                                            "solve",
                                            "unix",
                                            "linux",
                                            "errno",
                                            "NAN",
                                            "NULL",
                                            "EOF",
                                            "DOMAIN",
                                            "SING",
                                            "OVERFLOW",
                                            "UNDERFLOW",
                                            "PLOSS",
                                            "TLOSS",
                                            "INFINITY"};

/// Macros of <cmath> are among them: M_PI, FP_ZERO, HUGE_VAL.
constexpr bool is_cpp_word(core::text_view name) {
    if (is_one_of(name, cpp_words)) return true;
    if (name.ends_with('_')) return false;
    for (char c : name)
        if (c >= 'a' && c <= 'z') return false;
    return name.starts_with("M_") || name.starts_with("FP_") || name.starts_with("HUGE_") ||
           name.starts_with("MATH_") || name.starts_with("SNAN");
}

}  // namespace ctgrad::detail
