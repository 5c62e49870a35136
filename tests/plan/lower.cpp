#include <ctgrad/ctgrad.hpp>
#include <ctgrad/plan/lower.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto a = scalar<"a">;
constexpr auto b = scalar<"b">;
constexpr auto c = scalar<"c">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 3, 3>;
// Larger than what is computed number by number.
constexpr auto p = vector<"p", 20>;
constexpr auto q = vector<"q", 20>;
constexpr auto B = matrix<"B", 20, 20>;

/// How often an operation occurs in the program of an expression.
template <class Operation, class E> constexpr int occurrences(E) {
    constexpr const auto& code = program<detail::value_pass<E::id>>;
    int count = 0;
    for (int i = 0; i < code.size; ++i) count += code.steps[i].key == descriptor<Operation>.key;
    return count;
}
template <class E> constexpr int steps(E) { return program<detail::value_pass<E::id>>.size; }

}  // namespace

static_assert(steps(a - b) == 1 && occurrences<operations::subtract>(a - b) == 1, "a - b");
static_assert(steps(a / b) == 1 && occurrences<operations::divide>(a / b) == 1, "a / b");
static_assert(steps(-a) == 1 && occurrences<operations::negate>(-a) == 1, "-a");
static_assert(occurrences<operations::divide>(a / b / c) == 1, "two divisions become one");
static_assert(steps(dot(p, q)) == 1 && occurrences<operations::dot>(dot(p, q)) == 1,
              "no temporary");
static_assert(steps(squared_norm(p)) == 1, "a norm is a dot product with itself");
static_assert(occurrences<operations::transpose>(transpose(B) * p) == 0,
              "read transposed in place");
static_assert(steps(element<1>(v) * element<2>(v)) == 1, "entries are read in place");

BOOST_AUTO_TEST_CASE(machine_forms_keep_the_value) {
    const auto close = boost::test_tools::tolerance(1e-15);
    BOOST_TEST((a / b / c)(a = 7.0, b = 2.0, c = 5.0) == 0.7, close);
    BOOST_TEST((1_c / (a * square(b)))(a = 2.0, b = 4.0) == 1.0 / 32, close);
    // The reciprocal that two users share is computed once and multiplied.
    BOOST_TEST((a / c + exp(b / c))(a = 3.0, b = 0.0, c = 2.0) == 2.5, close);
    const auto product =
        (transpose(A) * v)(A = {{1., 2., 3.}, {4., 5., 6.}, {7., 8., 9.}}, v = {1., 0., 2.});
    BOOST_TEST(product[0] == 15);
    BOOST_TEST(product[2] == 21);
}
