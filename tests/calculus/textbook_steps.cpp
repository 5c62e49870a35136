#include <ctgrad/calculus/textbook_steps.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

struct leaves {
    graph g;
    node x{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "x")};
    node v{&g, leaf(g, descriptor<operations::variable>, vector_shape(3), "v")};
    node A{&g, leaf(g, descriptor<operations::variable>, matrix_shape(3, 3), "A")};
};

template <class Make> constexpr auto name_of(Make make, bool inner = false) {
    leaves l;
    const auto [f, by] = make(l);
    return detail::textbook_steps(l.g, f.index, by.index).name_of(f.index, inner);
}
struct problem {
    node f, by;
};

using operations::sum_of_entries;

static_assert(name_of([](leaves& l) {
                  return problem{apply<operations::sin>(l.x) * l.x, l.x};
              }).view() == "product rule");
static_assert(name_of([](leaves& l) {
                  return problem{apply<operations::sin>(l.x) / l.x, l.x};
              }).view() == "quotient rule");
static_assert(name_of([](leaves& l) { return problem{3 * square(l.x), l.x}; }).view() ==
              "constant factor rule");
static_assert(name_of([](leaves& l) { return problem{square(1 + l.x), l.x}; }, true).view() ==
              "power rule, chain rule");
static_assert(name_of([](leaves& l) {
                  return problem{apply<sum_of_entries>(l.v * apply<operations::exp>(l.v)), l.v};
              }).view() == "gradient of a dot product");
static_assert(name_of([](leaves& l) {
                  return problem{apply<sum_of_entries>(square(l.v)), l.v};
              }).view() == "gradient of a squared norm");
static_assert(name_of([](leaves& l) {
                  return problem{sqrt(apply<sum_of_entries>(square(l.v))), l.v};
              }).view() == "gradient of a norm");
static_assert(name_of([](leaves& l) {
                  return problem{rational(1, 3) * apply<sum_of_entries>(l.v), l.v};
              }).view() == "gradient of a mean");
static_assert(name_of([](leaves& l) {
                  return problem{apply<sum_of_entries>(apply<operations::diagonal>(l.A)), l.A};
              }).view() == "gradient of a trace");

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_used_elsewhere_is_a_step_of_its_own) {
    leaves l;
    const node divisor = 1 / (1 + square(l.x));
    const node quotient = apply<operations::sin>(l.x) * divisor;
    const node twice = quotient + apply<operations::exp>(divisor);
    detail::textbook_steps alone(l.g, quotient.index, l.x.index);
    BOOST_TEST(alone.one_step(quotient.index, divisor.index));
    detail::textbook_steps shared(l.g, twice.index, l.x.index);
    BOOST_TEST(!shared.one_step(quotient.index, divisor.index));
}
