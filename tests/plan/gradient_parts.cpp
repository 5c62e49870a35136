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
template <class Make> constexpr parts parts_of_gradient(Make make, rational scale = 1) {
    graph g;
    list<contribution> found;
    list<bool> varies;
    const int i = make(g).index;
    detail::find_varying<by_name>(g, varies);
    detail::contributions_of_gradient(g, 7, i, scale, varies, found);
    parts result{found.size};
    for (int k = 0; k < found.size && k < 4; ++k) result.at[k] = found[k];
    result.outer = found[0].b >= 0;
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

BOOST_AUTO_TEST_CASE(the_coefficient_that_all_gradients_begin_with) {
    const auto shared = [](auto... make) {
        graph g;
        list<int> adjoints;
        list<bool> varies;
        (adjoints.push(make(g).index), ...);
        detail::find_varying<by_name>(g, varies);
        return detail::shared_coefficient(g, adjoints, varies);
    };
    const auto times = [](rational c, auto make) {
        return [=](graph& g) { return node{&g, make_constant(g, c)} * make(g); };
    };
    const auto outer = [](graph& g) { return outer_of(g, "u"); };
    const auto other = [](graph& g) { return matrix_named(g, "B"); };
    const auto still = [](graph& g) { return matrix_named(g, "W"); };
    const auto penalised = [=](graph& g) {
        return times(3, still)(g) + times({1, 8}, outer)(g) + times(5, other)(g);
    };
    const rational eighth{1, 8};
    BOOST_TEST((shared(times(eighth, outer), times(eighth, other)) == eighth));
    BOOST_TEST((shared(times(-eighth, other)) == -eighth));
    BOOST_TEST(shared(times(eighth, outer), other).is(1));
    // What no sample changes does not count: a gradient, a term.
    BOOST_TEST((shared(times(3, still), times(eighth, outer)) == eighth));
    BOOST_TEST((shared(times(3, still)).is(1) && shared().is(1)));
    const rational first = shared(penalised);
    BOOST_TEST((first == eighth || first.is(5)));
    // Too small for its inverse.
    BOOST_TEST(shared(times({1, std::int64_t{1} << 62}, outer)).is(1));
}

BOOST_AUTO_TEST_CASE(a_gradient_is_scaled_in_all_its_terms) {
    constexpr auto product = [](graph& g) {
        return node{&g, make_constant(g, {1, 8})} * outer_of(g, "u") +
               node{&g, make_constant(g, {1, 2})} * matrix_named(g, "W");
    };
    constexpr parts found = parts_of_gradient(product, 8);
    static_assert(found.count == 2);
    constexpr bool first_is_outer = found.at[0].b >= 0;
    static_assert(found.at[first_is_outer ? 1 : 0].scale.is(4));
}
