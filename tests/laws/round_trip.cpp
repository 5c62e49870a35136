// The text of an expression is C++: typed back, with the suffix of literals, it is the same type.

#include <string>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

namespace {

using namespace ctgrad;
using namespace ctgrad::literals;

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto w = vector<"w", 3>;
constexpr auto b = vector<"b", 2>;
constexpr auto A = matrix<"A", 2, 3>;
constexpr auto B = matrix<"B", 3, 2>;

/// Source text as `text` writes it: without the suffix _c.
std::string as_printed(std::string source) {
    for (std::size_t at; (at = source.find("_c")) != std::string::npos;) source.erase(at, 2);
    return source;
}

}  // namespace

// The argument is both an expression and its own text.
#define ROUND_TRIP(...) BOOST_TEST(text(__VA_ARGS__) == as_printed(#__VA_ARGS__))

BOOST_AUTO_TEST_CASE(arithmetic) {
    ROUND_TRIP(x - y);
    ROUND_TRIP(-x - y);
    ROUND_TRIP(2_c - x);
    ROUND_TRIP(x - 1_c);
    ROUND_TRIP(-1_c / x);
    ROUND_TRIP(x / (x + y));
    ROUND_TRIP(0.5_c * x / y);
    ROUND_TRIP(x * y / 3_c);
    ROUND_TRIP(2_c * x / (3_c * y));
    ROUND_TRIP(-2_c / (3_c * square(x)));
    ROUND_TRIP((x + y) / 3_c);
    ROUND_TRIP((-x - y) / (y - 1_c));
    ROUND_TRIP((x + y) * (x - y));
    ROUND_TRIP(x + y * (x - y));
}

BOOST_AUTO_TEST_CASE(powers) {
    ROUND_TRIP(square(x) * y);
    ROUND_TRIP(x / square(y));
    ROUND_TRIP(sqrt(x) / cbrt(y));
    ROUND_TRIP(1_c / sqrt(x + y));
    ROUND_TRIP(1_c / pow(x, 1.5_c));
    ROUND_TRIP(1_c / pow(x, 2_c / 3_c));
    ROUND_TRIP(pow(1_c + x, y - 2_c));
    ROUND_TRIP(sqrt(2_c) * x);
    ROUND_TRIP(1_c / (sqrt(x - 1_c) * sqrt(1_c + x)));
}

BOOST_AUTO_TEST_CASE(functions) {
    ROUND_TRIP(exp(-0.5_c * square(x)));
    ROUND_TRIP(-sin(x));
    ROUND_TRIP(select(x <= y, x * y, 0_c));
    ROUND_TRIP(x * (x < y));
    ROUND_TRIP(clamp(x, -1_c, 1_c));
    ROUND_TRIP(0.5_c * (x == y) + (y < x));
    ROUND_TRIP(exactly(exactly(x + y) - x) - y);
    ROUND_TRIP(atan2(x, y) + hypot(x, y));
    ROUND_TRIP(max(x, y) - min(x, 2_c));
    ROUND_TRIP(tgamma(x) + polygamma(2_c, x));
    ROUND_TRIP(leaky_relu(x, 0.01_c));
    ROUND_TRIP(cos(x) * exp(x * y) + y * sin(x) * exp(x * y));
    ROUND_TRIP(1_c / (1_c + square(x)) - 2_c * square(x) / square(1_c + square(x)));
}

BOOST_AUTO_TEST_CASE(on_matrices) {
    ROUND_TRIP(A * v);
    ROUND_TRIP(A * B * b);
    ROUND_TRIP(A * B * A);
    ROUND_TRIP((b + A * v) / x);
    ROUND_TRIP(-A * v);
    ROUND_TRIP(2_c * A + x * A);
    ROUND_TRIP(transpose(A) * b);
    ROUND_TRIP(transpose(transpose(v)));
    ROUND_TRIP(diagonal(v) * B);
    ROUND_TRIP(hadamard(v / x, w));
    ROUND_TRIP(-hadamard(v, sin(w)));
    ROUND_TRIP(hadamard(hadamard(v, w), sin(v)));
    ROUND_TRIP(hadamard(softmax(v), w - dot(w, softmax(v))));
    ROUND_TRIP(outer(v, w));
    ROUND_TRIP(solve(A * B, b) + b / determinant(A * B));
    ROUND_TRIP(transpose(inverse(A * B)) * A);
}

BOOST_AUTO_TEST_CASE(parts) {
    ROUND_TRIP(x * dot(v, sin(w)));
    ROUND_TRIP(0.5_c * squared_norm(v));
    ROUND_TRIP(v / norm(v));
    ROUND_TRIP(mean(square(v)));
    ROUND_TRIP(2_c * v / 3_c);
    ROUND_TRIP(trace(A * B));
    ROUND_TRIP(element(v, 0_c) * element(v, 2_c));
    ROUND_TRIP(element(A, 0_c, 2_c));
    ROUND_TRIP(slice(v, 1_c, 2_c));
    ROUND_TRIP(slice(B, 1_c, 2_c) * b);
    ROUND_TRIP(concat(A, transpose(B)));
    ROUND_TRIP(v - log_sum_exp(v));
    ROUND_TRIP(one_hot<3>(x));
}
