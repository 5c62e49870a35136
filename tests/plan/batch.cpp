#include <ctgrad/plan/batch.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

constexpr int leaf_named(graph& g, shape extent, std::string_view name) {
    return leaf(g, descriptor<operations::variable>, extent, name);
}

struct parts {
    int count = 0;
    contribution at[4]{};
    bool outer = false;  ///< the first part has two factors
};

/// What an output is taken apart into.
template <class Make> constexpr parts parts_of(Make make) {
    graph g;
    list<contribution> found;
    detail::contributions_of(g, 7, make(g).index, 1, found);
    parts result{found.size};
    for (int i = 0; i < found.size && i < 4; ++i) result.at[i] = found[i];
    result.outer = found[0].b >= 0;
    return result;
}

constexpr node vector_named(graph& g, std::string_view name) {
    return {&g, leaf_named(g, vector_shape(3), name)};
}
constexpr node outer_of(graph& g, std::string_view name, std::string_view other = "v") {
    return apply<operations::outer>(vector_named(g, name), vector_named(g, other));
}

}  // namespace

BOOST_AUTO_TEST_CASE(one_value) {
    constexpr parts p = parts_of([](graph& g) { return vector_named(g, "u"); });
    static_assert(p.count == 1 && !p.outer);
    static_assert(p.at[0].output == 7 && p.at[0].scale == rational(1) && p.at[0].a >= 0);
}

BOOST_AUTO_TEST_CASE(outer_product_stays_a_pair) {
    constexpr parts p = parts_of([](graph& g) { return outer_of(g, "u"); });
    static_assert(p.count == 1 && p.outer);
}

BOOST_AUTO_TEST_CASE(terms_are_added_one_by_one) {
    constexpr parts p = parts_of([](graph& g) {
        return outer_of(g, "u") + outer_of(g, "w", "x") +
               node{&g, leaf_named(g, matrix_shape(3, 3), "M")};
    });
    static_assert(p.count == 3);
}

BOOST_AUTO_TEST_CASE(outer_products_by_one_vector_are_one) {
    constexpr parts p = parts_of([](graph& g) { return outer_of(g, "u") + outer_of(g, "w"); });
    static_assert(p.count == 1 && p.outer);
}

BOOST_AUTO_TEST_CASE(coefficients_move_out) {
    constexpr parts p = parts_of([](graph& g) { return rational(1, 4) * vector_named(g, "u"); });
    static_assert(p.count == 1 && p.at[0].scale == rational(1, 4));
}

BOOST_AUTO_TEST_CASE(a_broadcast_term_keeps_its_shape) {
    constexpr parts p = parts_of(
        [](graph& g) { return vector_named(g, "u") + node{&g, leaf_named(g, scalar_shape, "s")}; });
    static_assert(p.count == 1);
}
