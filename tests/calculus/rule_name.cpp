#include <ctgrad/calculus/operations.hpp>
#include <ctgrad/calculus/rule_name.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

struct leaves {
    graph g;
    node x, v, W;

    constexpr leaves()
        : x{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "x")},
          v{&g, leaf(g, descriptor<operations::variable>, vector_shape(3), "v")},
          W{&g, leaf(g, descriptor<operations::variable>, matrix_shape(3, 3), "W")} {}
};

template <class Make> constexpr auto rule_of(Make make) {
    leaves l;
    return rule_name(l.g, make(l).index);
}

static_assert(rule_of([](leaves& l) { return l.x + 1; }).view() == "sum rule");
static_assert(rule_of([](leaves& l) { return l.x * l.v; }).view() == "product rule");
static_assert(rule_of([](leaves& l) { return 1 / l.x; }).view() == "power rule");
static_assert(rule_of([](leaves& l) { return apply<operations::sin>(l.x); }).view() ==
                  "derivative of sin",
              "where the operation says nothing");
static_assert(rule_of([](leaves& l) { return apply<operations::softmax>(l.v); }).view() ==
              "gradient of softmax");
static_assert(rule_of([](leaves& l) {
                  return apply<operations::matrix_product>(l.W, l.v);
              }).view() == "gradient of a matrix-vector product");
static_assert(rule_of([](leaves& l) {
                  return apply<operations::matrix_product>(l.W, l.W);
              }).view() == "gradient of a matrix product");
static_assert(rule_of([](leaves& l) {
                  return operations::slice::make(l.v, 1, scalar_shape);
              }).view() == "gradient of an entry");
static_assert(rule_of([](leaves& l) { return apply<operations::determinant>(l.W); }).view() ==
              "Jacobi's formula");
static_assert(rule_of([](leaves& l) { return l.x; }).view().empty(), "a variable has no rule");

template <class... Operations> constexpr bool have_rules(
    operations::operation_list<Operations...>) {
    graph g;
    const int x = leaf(g, descriptor<operations::variable>, scalar_shape, "x");
    bool fit = true;
    for (const operation* op : {&descriptor<Operations>...}) {
        const rule_text name = rule_name(g, raw(g, *op, scalar_shape, x, x, x));
        fit = fit && name.size > 7 && !name.overflow;
    }
    return fit;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_operation_has_a_rule_with_a_name) {
    using namespace operations;
    BOOST_TEST(have_rules(unary_functions{}));
    BOOST_TEST(have_rules(binary_functions{}));
    BOOST_TEST(have_rules(ternary_functions{}));
    BOOST_TEST(have_rules(structural_operations{}));
}
