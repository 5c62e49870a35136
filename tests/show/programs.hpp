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

// Of loops.
inline constexpr auto s = scalar<"s">;
inline constexpr auto state1 = scalar<"state1">;  // a name that the program makes, too
inline constexpr auto h = vector<"h", 2>;
inline constexpr auto c = vector<"c", 2>;
inline constexpr auto u = vector<"u", 2>;
inline constexpr auto M = matrix<"M", 2, 2>;
inline constexpr auto N = matrix<"N", 2, 2>;
inline constexpr auto P = matrix<"P", 2, 2>;
inline constexpr auto G = matrix<"G", 8, 2>;
inline constexpr auto h0 = vector<"h0", 2>;
inline constexpr auto c0 = vector<"c0", 2>;
inline constexpr auto b = vector<"b", 8>;
inline constexpr auto X = matrix<"X", 5, 2>;
inline constexpr auto R = matrix<"R", 8, 2>;
inline constexpr auto told = length_up_to<"told", 5>;

inline const std::map<std::string_view, numbers>& values() {
    static const std::map<std::string_view, numbers> all{
        {"x", {0.3L}},
        {"y", {0.7L}},
        {"lambda", {1.2L}},
        {"double", {-0.4L}},
        {"v", {0.3L, -0.7L, 1.1L}},
        {"w", {0.2L, 0.9L, -0.5L}},
        {"A", {0.9L, -0.4L, 0.25L, 1.5L, 0.6L, -1.2L}},
        {"B", {2.1L, 0.3L, -0.2L, 0.4L, 1.7L, 0.6L, -0.5L, 0.1L, 1.9L}},
        {"state1", {0.8L}},
        {"told", {3}},
        {"h0", {0.2L, -0.4L}},
        {"c0", {-0.3L, 0.6L}},
        {"b", {0.1L, -0.2L, 0.3L, -0.4L, 0.5L, -0.6L, 0.7L, -0.8L}},
        {"M", {0.3L, -0.7L, 0.4L, 0.2L}},
        {"P", {-0.6L, 0.5L, 0.1L, 0.8L}},
        {"G",
         {0.5L, -0.1L, 0.9L, -0.7L, 0.3L, 0.2L, 0.1L, 0.8L, -0.4L, 0.6L, -0.9L, 0.3L, -0.2L, 0.4L,
          0.7L, -0.5L}},
        {"R",
         {0.1L, 0.4L, -0.6L, 0.2L, 0.5L, -0.3L, 0.7L, 0.9L, -0.8L, 0.6L, 0.3L, -0.1L, 0.2L, -0.4L,
          0.5L, 0.8L}},
        {"X", {0.5L, -0.1L, 0.9L, -0.7L, 0.3L, 0.2L, 0.1L, 0.8L, -0.4L, 0.6L}}};
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
    both(dot(w, cofactors(B * B) * v), B, v);
    use(diff(diff(diff(determinant(B * B + x * B + y * transpose(B)), x), y), x));
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

/// The same of computations with loops.
template <class Use> void for_all_loops(Use use) {
    // Elman's network on top of another one, back to front; every part of the results is read.
    constexpr auto elman = tanh(M * u + P * h + slice<0, 2>(b));
    constexpr auto lower = scan<5>(carry(h, h0, elman), each(u, X), emit(elman),
                                   accumulate(squared_norm(h)), emit(y * sum(u)));
    constexpr auto upper =
        scan_backward<5>(carry(h, h0, tanh(P * u + M * h)), each(u, lower.output()),
                         each(s, lower.output<1>()), accumulate(s * outer(u, h)), emit(h));
    constexpr auto stacked = squared_norm(upper.last(h) - lower.last(h)) + lower.total() +
                             sum(upper.total()) + dot(element<1, 0>(upper.output()) * h0, c0);
    use(value_and_gradient(stacked, M, P, h0, X, b));
    use(y * upper.output());
    // A long short-term memory that keeps few states.
    constexpr auto next = nn::lstm_cell(u, h, c, G, R, b, b);
    constexpr auto lstm = scan<5>(carry(h, h0, next.h), carry(c, c0, next.c), each(u, X),
                                  checkpoint<2>(), accumulate(dot(next.h, u)));
    use(value_and_gradient(squared_norm(lstm.last(h)) + lstm.total(), G, R, b, h0, c0));
    // Loops inside of loops, twice derived.
    constexpr auto inner = scan<3>(carry(s, state1, s + 0.1_c * sin(x * s + y)), accumulate(s * s));
    constexpr auto nested = scan<4>(carry(state1, p, inner.last(s)), each(y, slice<0, 4>(b)),
                                    accumulate(inner.total()), emit(x * state1));
    use(hessian(nested.last(state1) * nested.total() + sum(square(nested.output())), x, p));
    // Cells of other kinds: states that change places, matrices, constants, unread results, 1 step.
    constexpr auto swapped = scan<5>(carry(h, h0, c), carry(c, h0 + c0, x * h + u),
                                     carry(s, 2_c, 1_c), each(u, X), emit(s / 3_c), emit(2_c));
    use(value_and_gradient(dot(swapped.last(h), swapped.last(c)) *
                                   sum(pow(swapped.output<1>(), -3_c)) +
                               sum(swapped.output()) * swapped.last(s),
                           h0, x));
    constexpr auto matrices =
        scan_backward<4>(carry(M, P, transpose(M) + N * M), each(N, R), emit(M * N),
                         emit(softmax(M * h0)), accumulate(concat(M, transpose(N))));
    use(value_and_gradient(sum(matrices.output()) + sum(matrices.total() * matrices.last(M)) +
                               sum(square(matrices.output<1>())),
                           P, R));
    // As many steps as the call tells, each way; outputs of the others are zeros.
    constexpr auto some = scan<5>(told, carry(h, h0, sin(x * h) + u), each(u, X), emit(h),
                                  emit(outer(h, u)), emit(sum(h)), accumulate(squared_norm(u)));
    constexpr auto turned =
        scan_backward<5>(told, carry(s, y, s * x + dot(h, h)), each(h, some.output()), emit(s * s));
    use(value_and_gradient(some.mean() + sum(cos(some.output<1>())) * turned.last(s) +
                               sum(some.last_output()) + dot(turned.output(), some.output<2>()),
                           x, X));
    use(scan<1>(carry(h, h0, exp(h + u)), each(u, slice<0, 1>(X)), emit(h)).output());
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

/// The same with loops.
template <class X> numbers results_of_loops() {
    using pass = typename detail::subject<X>::pass;
    constexpr const auto& g = frozen<pass>;
    std::vector<const long double*> in;
    std::vector<long double*> out;
    std::size_t size = 0;
    for (const record& r : g.nodes)
        if (r.op->kind == role::variable) in.push_back(values().at(r.name).data());
    for (const int o : g.outputs) size += static_cast<std::size_t>(g.nodes[o].extent.size());
    numbers all(size);
    size = 0;
    for (const int o : g.outputs) {
        out.push_back(all.data() + size);
        size += static_cast<std::size_t>(g.nodes[o].extent.size());
    }
    detail::run_loops<pass>(in.data(), out.data());
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
