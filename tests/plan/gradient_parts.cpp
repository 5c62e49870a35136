#include <ctgrad/plan/gradient_parts.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

constexpr int leaf_named(graph& g, shape extent, std::string_view name) {
    return leaf(g, descriptor<operations::variable>, extent, name);
}
constexpr node outer_of(graph& g, std::string_view name, std::string_view other = "v") {
    return apply<operations::outer>(node{&g, leaf_named(g, vector_shape(3), name)},
                                    node{&g, leaf_named(g, vector_shape(3), other)});
}

struct parts {
    int count = 0;
    contribution at[4]{};
    bool outer = false;  ///< the first part has two factors
    int rank = 0;        ///< of its first factor
};

/// Of a gradient in which u, v and B vary.
struct by_name {
    static constexpr bool varies(identity variable) {
        graph g;
        return variable == g.nodes[leaf_named(g, vector_shape(3), "u")].id ||
               variable == g.nodes[leaf_named(g, vector_shape(3), "v")].id ||
               variable == g.nodes[leaf_named(g, matrix_shape(3, 3), "B")].id;
    }
};
template <class Make> constexpr parts parts_of_gradient(Make make) {
    graph g;
    list<contribution> found;
    list<bool> varies;
    const int i = make(g).index;
    detail::find_varying<by_name>(g, varies);
    detail::contributions_of_gradient(g, 7, i, varies, found);
    parts result{found.size};
    for (int k = 0; k < found.size && k < 4; ++k) result.at[k] = found[k];
    result.outer = found[0].b >= 0;
    result.rank = g.extent(found[0].a).rank;
    return result;
}
constexpr node matrix_named(graph& g, std::string_view name) {
    return {&g, leaf_named(g, matrix_shape(3, 3), name)};
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_samples_share_waits_for_their_sum) {
    constexpr auto product = [](graph& g) {
        return node{&g, make_constant(g, 4)} * matrix_named(g, "W") *
               apply<operations::exp>(matrix_named(g, "W")) * outer_of(g, "u");
    };
    constexpr parts alone = parts_of_gradient(product);
    static_assert(alone.count == 2 && alone.outer && !alone.at[0].factor);
    static_assert(alone.at[1].factor && alone.at[1].output == 7 && alone.at[1].b < 0);
    constexpr parts penalised =
        parts_of_gradient([=](graph& g) { return product(g) + matrix_named(g, "W"); });
    static_assert(penalised.count == 2 && penalised.at[1].factor && penalised.at[1].b >= 0);
}

BOOST_AUTO_TEST_CASE(what_is_no_factor_of_the_sum) {
    const auto waits = [](auto make) {
        const parts p = parts_of_gradient(make);
        return p.at[p.count - 1].factor;
    };
    // No outer product is spared; the factor varies; another term has none.
    BOOST_TEST(!waits([](graph& g) { return matrix_named(g, "W") * matrix_named(g, "B"); }));
    BOOST_TEST(!waits([](graph& g) { return outer_of(g, "u") * matrix_named(g, "B"); }));
    BOOST_TEST(!waits([](graph& g) { return outer_of(g, "u") + matrix_named(g, "W"); }));
    BOOST_TEST(!waits(
        [](graph& g) { return matrix_named(g, "W") * outer_of(g, "u") + outer_of(g, "v", "u"); }));
}

BOOST_AUTO_TEST_CASE(vectors_are_added_as_one) {
    constexpr auto named = [](graph& g, const char* name) {
        return node{&g, leaf_named(g, vector_shape(3), name)};
    };
    constexpr auto twice = [=](graph& g, const char* name) {
        return node{&g, make_constant(g, 2)} * named(g, name);
    };
    constexpr parts both =
        parts_of_gradient([=](graph& g) { return named(g, "u") - twice(g, "v"); });
    static_assert(both.count == 1 && both.at[0].scale.is(1) && both.at[0].b < 0);
    // What no sample changes is added by itself, as often as there are samples.
    constexpr parts penalised =
        parts_of_gradient([=](graph& g) { return twice(g, "u") + twice(g, "w") + named(g, "v"); });
    static_assert(penalised.count == 2 && penalised.at[0].scale.is(2) &&
                  penalised.at[1].scale.is(1));
    constexpr parts still = parts_of_gradient([=](graph& g) { return named(g, "w"); });
    static_assert(still.count == 1);
    // A scalar that is spread is a term of the sum.
    constexpr parts spread = parts_of_gradient(
        [=](graph& g) { return named(g, "w") + apply<operations::sum_of_entries>(named(g, "u")); });
    static_assert(spread.count == 1 && spread.rank == 1);
}
