// Computations that together use every operation, to be written in other languages, run there and
// compared.
#pragma once

#include <cmath>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/subject.hpp>

#include "../laws/tree_walk.hpp"

namespace programs {

using namespace ctgrad;
using namespace ctgrad::literals;
using laws::numbers;

inline constexpr auto x = scalar<"x">;
inline constexpr auto y = scalar<"y">;
inline constexpr auto lambda = scalar<"lambda">;  // a word of Python
inline constexpr auto p = scalar<"double">;       // a word of C++
inline constexpr auto v = vector<"v", 3>;
inline constexpr auto w = vector<"w", 3>;
inline constexpr auto A = matrix<"A", 2, 3>;
inline constexpr auto B = matrix<"B", 3, 3>;

inline const std::map<std::string_view, numbers>& values() {
    static const std::map<std::string_view, numbers> all{
        {"x", {0.3L}},
        {"y", {0.7L}},
        {"lambda", {1.2L}},
        {"double", {-0.4L}},
        {"v", {0.3L, -0.7L, 1.1L}},
        {"w", {0.2L, 0.9L, -0.5L}},
        {"A", {0.9L, -0.4L, 0.25L, 1.5L, 0.6L, -1.2L}},
        {"B", {2.1L, 0.3L, -0.2L, 0.4L, 1.7L, 0.6L, -0.5L, 0.1L, 1.9L}}};
    return all;
}

/// Calls `use(computation)` for each of them.
template <class Use> void for_all(Use use) {
    const auto both = [&](auto f, auto... variables) { use(value_and_gradient(f, variables...)); };
    both(exp(x) * expm1(y) + exp2(x) / log(y) - log1p(x) * log2(y) - log10(x * y), x, y);
    both(sin(x) * cos(y) + tan(x) - asin(x) * acos(y) / atan(x) + atan2(x, y), x, y);
    both(sinh(x) * cosh(y) + tanh(x) - asinh(x) * acosh(lambda) + atanh(x) + log_cosh(x * y), x, y,
         lambda);
    both(erf(x) * erfc(y) + tgamma(x) * lgamma(y) + digamma(p) * polygamma(2_c, x), x, y, p);
    both(abs(p) * sign(x) + floor(lambda) * x + max(x, y) - min(x, p) + clamp(x, y, lambda), x, p);
    both(relu(x) * relu(p) + elu(p) * elu(x) + hard_tanh(x) + leaky_relu(p, 0.1_c), x, p);
    both(sigmoid(x) * softplus(p) + softsign(y) + silu(p) + gelu(x), x, y, p);
    both(select(x < y, x * lambda, p) + (x <= p) * y + exactly(x + y) * one_minus_square(x), x, y);
    both(pow(x, y) + pow(lambda, 5_c) - pow(x, -3_c) + pow(y, 1.5_c) * hypot(x, y), x, y, lambda);
    both(cbrt(x) + pow(x, -2_c / 3_c) + pow(y, 2_c / 5_c) / sqrt(x) - 2_c / 3_c * x, x, y);
    both(0.5_c * squared_norm(A * tanh(v) - slice<0, 2>(w)) + norm(v) * mean(w), A, v, w);
    both(log_sum_exp(A * v) * dot(softmax(v), w) + prod(v), A, v);
    both(dot(solve(B, v), w) + determinant(B) * trace(inverse(B)), B, v);
    both(sum(A * transpose(outer(v, w)) * transpose(A)) + element<1, 2>(A) * element<0>(v), A, v);
    both(dot(concat(v, x), concat(y, w)) + dot(diagonal(A), slice<1, 2>(v)), v, A, x);
    both(sum(square(slice<1, 2>(B))) * x + sum(B * transpose(B)), B, x);
    both(max(x, x * y) + (x == y) + dot(one_hot<3>(floor(lambda)), v), x, v);
    use(hadamard(transpose(A) * slice<1, 2>(v), 1_c - square(w)) / x);
    use(jacobian(A * sin(v), v));
    use(jacobian(concat(x * v, y), x));
    use(hessian(sin(x) * exp(x * y) + squared_norm(v) * x, x, v));
    use(diagonal(v) * B + outer(v, w) / 3_c);
    use(concat(A, B));
    use(diff(trace(B * B), B));
    use(gradient(sum(diagonal(A)), A));
    use(gradient(sum(square(transpose(v) * B)), v, B));
    use(slice<0, 1>(A));
    use(gradient(2_c * x + p, x, p));
    use(v);
}

/// Notes the operations that occur.
template <class X> void note_operations(std::set<const operation*>& found) {
    constexpr const auto& g = frozen<typename detail::subject<X>::pass>;
    for (const record& r : g.nodes) found.insert(r.op);
}

template <class... Operations>
void check_found(operations::operation_list<Operations...>,
                 const std::set<const operation*>& found) {
    for (const operation* op : {&descriptor<Operations>...})
        BOOST_TEST(found.count(op) == 1u, "no program has " << op->name);
}

inline void check_all_found(const std::set<const operation*>& found) {
    check_found(operations::unary_functions{}, found);
    check_found(operations::binary_functions{}, found);
    check_found(operations::ternary_functions{}, found);
    check_found(operations::structural_operations{}, found);
    check_found(
        operations::operation_list<operations::power, operations::pi, operations::polygamma>{},
        found);
}

/// The variables that a computation needs, in the order of their names.
template <class X> std::vector<std::string_view> variables_of() {
    constexpr const auto& g = frozen<typename detail::subject<X>::pass>;
    std::set<std::string_view> names;
    for (const record& r : g.nodes)
        if (r.op->kind == role::variable) names.insert(r.name);
    return {names.begin(), names.end()};
}

/// All numbers that a computation gives, one output after the other.
template <class X> numbers results_of() {
    numbers all;
    for (const numbers& output : laws::run<typename detail::subject<X>::pass>(values()))
        all.insert(all.end(), output.begin(), output.end());
    return all;
}

/// Runs a command and compares the numbers it prints, as many lines as there are computations.
inline void compare(const std::string& output, const std::vector<std::string>& texts,
                    const std::vector<numbers>& expected) {
    std::istringstream lines(output);
    std::string line;
    for (std::size_t k = 0; k < expected.size(); ++k) {
        BOOST_TEST_REQUIRE(static_cast<bool>(std::getline(lines, line)));
        std::istringstream in(line);
        numbers found;
        for (std::string number; in >> number;) found.push_back(std::stold(number));
        BOOST_TEST_REQUIRE(found.size() == expected[k].size(), texts[k]);
        for (std::size_t i = 0; i < found.size(); ++i) {
            const long double scale = std::max(1.0L, std::abs(expected[k][i]));
            BOOST_TEST(std::abs(found[i] - expected[k][i]) <= 1e-13L * scale,
                       "number " << i << " is " << found[i] << ", expected " << expected[k][i]
                                 << ":\n"
                                 << texts[k]);
        }
    }
}

/// What a command prints.
inline std::string printed_by(const std::string& command) {
    std::string output;
    std::FILE* const pipe = popen(command.c_str(), "r");
    BOOST_TEST_REQUIRE(pipe != nullptr);
    for (char buffer[4096]; std::fgets(buffer, sizeof buffer, pipe);) output += buffer;
    BOOST_TEST(pclose(pipe) == 0, command);
    return output;
}

/// A path for a file of this test.
inline std::string path_of(const std::string& name) {
    return "show_program_" + std::to_string(getpid()) + "_" + name;
}

}  // namespace programs
