// What is simplified stays as it is: every node, made again from its operands, is the same node.

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

#include "random_formula.hpp"

namespace {

using namespace ctgrad;
using namespace ctgrad::literals;

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 3, 3>;

/// The node that the rules make of the operands of node i.
template <const auto& Graph, int I> int made_again(graph& g) {
    static constexpr const record& r = Graph.nodes[I];
    using Operation = detail::operation_with<r.op->key>;
    const auto operand = [&](int k) { return node{&g, Graph.operand(I, k)}; };
    if constexpr (r.op->kind == role::sum) return (operand(0) + operand(1)).index;
    else if constexpr (r.op->kind == role::product) return (operand(0) * operand(1)).index;
    else if constexpr (r.op->kind == role::power) return power(operand(0), r.value()).index;
    else if constexpr (r.count == 0 || r.count > 3 ||
                       std::is_same_v<Operation, operations::slice> ||
                       std::is_same_v<Operation, operations::place> ||
                       std::is_same_v<Operation, operations::stack>)
        return I;  // made by functions of their own
    else if constexpr (r.count == 1) return apply_with<Operation>(r.p, r.q, operand(0)).index;
    else if constexpr (r.count == 2) return apply<Operation>(operand(0), operand(1)).index;
    else return apply<Operation>(operand(0), operand(1), operand(2)).index;
}

template <expression E> void check(E) {
    static constexpr const auto& graph_of = frozen<detail::value_pass<E::id>>;
    graph g;
    graph_of.thaw(g);
    [&]<int... I>(std::integer_sequence<int, I...>) {
        const int again[] = {made_again<graph_of, I>(g)...};
        for (int i = 0; i < graph_of.count; ++i)
            BOOST_TEST_CONTEXT(text(E{}) << ", node " << i) BOOST_TEST(again[i] == i);
    }(std::make_integer_sequence<int, graph_of.count>{});
}

}  // namespace

BOOST_AUTO_TEST_CASE(formulas) {
    check((x + y) * (x - y) / (1_c + x * y) - square(x - 3_c * y));
    check(-(x + y) * sqrt(x / y) / (2_c * x - 1_c));
    check(exp(-square(x) / 2_c) * sin(x - y) + cos(2_c * x) / 3_c);
    check(select(x < y, max(x, 2_c * y), -x) + pow(x, y) - pow(x, -2.5_c));
}

BOOST_AUTO_TEST_CASE(derivatives) {
    check(diff(sin(x) * exp(x * y) / (1_c + square(x)), x));
    check(diff(sin(x) * exp(x * y) / (1_c + square(x)), x, x));
    check(diff(hypot(x, y) * atan2(y, x), x, y));
    check(diff(tanh(x / y) * log(1_c + exp(x)), y, y));
}

BOOST_AUTO_TEST_CASE(on_vectors) {
    check(diff(log_sum_exp(A * v + x) / norm(v), v));
    check(diff(dot(softmax(v), A * v), A));
    check(x * A * transpose(A) * v - outer(v, v) * sin(v) / y);
    check(jacobian(tanh(A * v), v));
}

BOOST_AUTO_TEST_CASE(on_matrices) {
    constexpr auto B = symmetric<"B", 3>;
    check(jacobian(softmax(A * v), v) - x * diagonal(v) * A + outer(x * v, sin(v)));
    check(hessian(norm(v) + log_sum_exp(v), v));
    check(diff(trace(transpose(A) * B * A) + x * determinant(A) + sum(square(A)), A));
    check(diff(squared_norm(B * v), B) * (2_c * A - y * transpose(A)));
}

namespace {

template <identity... Seeds> void check_random(std::integer_sequence<identity, Seeds...>) {
    (check(laws::formula<mix(Seeds, 11), 3>(x, y)), ...);
    (check(diff(laws::formula<mix(Seeds, 12), 2>(x, y), x)), ...);
}

}  // namespace

BOOST_AUTO_TEST_CASE(random_formulas) { check_random(std::make_integer_sequence<identity, 12>{}); }
