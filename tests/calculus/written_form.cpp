#include <ctgrad/calculus/written_form.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

struct leaves {
    graph g{};
    node x{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "x")};
    node y{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "y")};
    node v{&g, leaf(g, descriptor<operations::variable>, vector_shape(3), "v")};
    node w{&g, leaf(g, descriptor<operations::variable>, vector_shape(3), "w")};
    detail::written_form form{g};

    int terms(node u) {
        list<int> result;
        form.terms_of(u.index, result);
        return result.size;
    }
    /// above * 10 + below the line
    int factors(node u) {
        list<int> result;
        int below = 0;
        form.factors_of(u.index, result, below);
        return 10 * (result.size - below) + below;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(how_tightly_a_text_holds_together, leaves) {
    BOOST_CHECK(form.level((x + y).index) == precedence::sum);
    BOOST_CHECK(form.level((2 * x).index) == precedence::product);
    BOOST_CHECK(form.level((1 / x).index) == precedence::product);
    BOOST_CHECK(form.level(square(x).index) == precedence::call);
    BOOST_CHECK(form.level(x.number(-2).index) == precedence::prefix);
    BOOST_CHECK(form.level(x.number({1, 3}).index) == precedence::product);
    BOOST_CHECK(form.level((v * w).index) == precedence::call);  // hadamard(v, w)
    BOOST_CHECK(form.level(apply<operations::less>(x, y).index) == precedence::comparison);
}

BOOST_FIXTURE_TEST_CASE(terms_of_all_inner_sums, leaves) {
    BOOST_TEST(terms(1 + x + y + x * y) == 4);
    BOOST_TEST(terms(x + y) == 2);
}

BOOST_FIXTURE_TEST_CASE(factors_above_and_below_the_line, leaves) {
    const node u = apply<operations::sin>(x);
    BOOST_TEST(factors(x * y * u) == 30);
    BOOST_TEST(factors(x * u / y) == 21);
    BOOST_TEST(factors(x) == 10);
    BOOST_TEST(factors(v * w) == 10);  // one call
}

BOOST_FIXTURE_TEST_CASE(a_named_sum_is_not_taken_apart, leaves) {
    const node inner = x + y, u = inner + apply<operations::sin>(x);
    detail::part_names named;
    named.letter.resize(g.nodes.size, 't');
    named.number.resize(g.nodes.size, 0);
    named.number[inner.index] = 1;
    form.named = &named;
    BOOST_TEST(u.operand(0).index == inner.index);
    BOOST_TEST(terms(u) == 2);
    form.named = nullptr;
    BOOST_TEST(terms(u) == 3);
}
