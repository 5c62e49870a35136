#include <ctgrad/calculus/notation.hpp>

#include <string>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

struct leaves {
    graph g{};
    node x = variable("x", scalar_shape), y = variable("y", scalar_shape);
    node v = variable("v", vector_shape(3)), A = variable("A", matrix_shape(3, 3));

    node variable(std::string_view name, shape extent) {
        return {&g, leaf(g, descriptor<operations::variable>, extent, name)};
    }
    std::string text(node u, int depth = largest_counted,
                     const detail::part_names* named = nullptr) {
        text_buffer<200> out;
        detail::printer<text_buffer<200>>{g, out, depth, named}.write(u.index,
                                                                      precedence::comparison);
        return std::string(out.view());
    }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(numbers, leaves) {
    BOOST_TEST(text(x.number({-5, 2})) == "-2.5");
    BOOST_TEST(text(x.number({1, 3})) == "1 / 3");
    BOOST_TEST(text(x.number({-1, 1000})) == "-0.001");
    BOOST_TEST(text(x.number({1, 1'000'000'000})) == "0.000000001");
    BOOST_TEST(text(x.number({1'000'000'000'000'000'001, 10})) == "100000000000000000.1");
}

BOOST_FIXTURE_TEST_CASE(signs, leaves) {
    BOOST_TEST(text(x - y) == "x - y");
    BOOST_TEST(text(-x - y) == "-x - y");
    BOOST_TEST(text(y - 2 * x) == "y - 2 * x");
    BOOST_TEST(text(2 - x) == "2 - x");
    BOOST_TEST(text(x - 2) == "x - 2");
    BOOST_TEST(text(-x * y) == "-x * y");
}

BOOST_FIXTURE_TEST_CASE(brackets_only_where_needed, leaves) {
    BOOST_TEST(text((x + y) * x) == "x * (x + y)");
    BOOST_TEST(text(x * y + x) == "x + x * y");
    BOOST_TEST(text(apply<operations::sin>(x + y)) == "sin(x + y)");
    BOOST_TEST(text(1 / (x * (x + y))) == "1 / (x * (x + y))");
    BOOST_TEST(text(2 * x / (3 * y)) == "2 * x / (3 * y)");
    BOOST_TEST(text((x + y) / 3) == "(x + y) / 3");
    BOOST_TEST(text(apply<operations::less>(x, y) + 1) == "1 + (x < y)");
}

BOOST_FIXTURE_TEST_CASE(powers, leaves) {
    BOOST_TEST(text(square(x)) == "square(x)");
    BOOST_TEST(text(power(x, {1, 3})) == "cbrt(x)");
    BOOST_TEST(text(power(x, {-3, 2})) == "1 / pow(x, 1.5)");
    BOOST_TEST(text(y / sqrt(x)) == "y / sqrt(x)");
}

BOOST_FIXTURE_TEST_CASE(whole_vectors_and_matrices, leaves) {
    using namespace operations;
    const node product = apply<matrix_product>(A, v);
    BOOST_TEST(text(product) == "A * v");
    BOOST_TEST(text(apply<matrix_product>(A, product)) == "A * A * v");
    BOOST_TEST(text(apply<matrix_product>(A, apply<matrix_product>(A, A))) == "A * (A * A)");
    BOOST_TEST(text(apply<matrix_product>(A + A * x, v)) == "(A + x * A) * v");
    BOOST_TEST(text(v * product) == "hadamard(v, A * v)");
    BOOST_TEST(text(apply<sum_of_entries>(v * product)) == "dot(v, A * v)");
    BOOST_TEST(text(sqrt(apply<sum_of_entries>(square(v)))) == "norm(v)");
    BOOST_TEST(text(apply<sum_of_entries>(apply<operations::diagonal>(A))) == "trace(A)");
    BOOST_TEST(text(rational(1, 3) * apply<sum_of_entries>(v)) == "mean(v)");
    BOOST_TEST(text(slice::make(A, 5, scalar_shape)) == "element(A, 1, 2)");
    BOOST_TEST(text(slice::make(v, 1, vector_shape(2))) == "slice(v, 1, 2)");
}

BOOST_FIXTURE_TEST_CASE(outlines, leaves) {
    const node deep = apply<operations::sin>(apply<operations::exp>(x + y));
    BOOST_TEST(text(deep, 1) == "sin(...)");
    BOOST_TEST(text(deep, 2) == "sin(exp(...))");
}

BOOST_FIXTURE_TEST_CASE(shared_parts_have_names, leaves) {
    const node u = x + y;
    const node whole = apply<operations::sin>(u) - apply<operations::cos>(u);
    detail::part_names named;
    named.letter.resize(g.nodes.size, 't');
    named.number.resize(g.nodes.size, 0);
    named.number[u.index] = 1;
    BOOST_TEST(text(whole, largest_counted, &named) == "sin(t1) - cos(t1)");
    named.letter[u.index] = 'z';
    BOOST_TEST(text(whole, largest_counted, &named) == "sin(z1) - cos(z1)");
}

BOOST_FIXTURE_TEST_CASE(the_sign_of_what_has_a_name_is_inside, leaves) {
    const node u = -2 * apply<operations::sin>(x);
    const node whole = y + u;
    detail::part_names named;
    named.letter.resize(g.nodes.size, 't');
    named.number.resize(g.nodes.size, 0);
    BOOST_TEST(text(whole, largest_counted, &named) == "y - 2 * sin(x)");
    named.number[u.index] = 1;
    BOOST_TEST(text(whole, largest_counted, &named) == "y + t1");
}
