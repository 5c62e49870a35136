#include <ctgrad/ctgrad.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

template <class F, class... Ends> constexpr auto counted(F, Ends...) {
    using pass = detail::value_pass<F::id>;
    graph g;
    frozen<pass>.thaw(g);
    list<detail::part_end> ends;
    (ends.push({Ends::id, ends.size}), ...);
    return detail::count_parts<3>(frozen<pass>, g, ends);
}

// sin(x) and its square, then exp(x * y) and the product.
constexpr auto part = square(sin(x));
constexpr auto f = part * exp(x * y);
constexpr auto flops = counted(f, part, f, part);
static_assert(flops[0] == 2 && flops[1] == 3 && flops[2] == 0,
              "an instruction belongs to the first end that needs it");
constexpr auto others = counted(f, y, y + y, f);
static_assert(others[0] == 0 && others[1] == 0 && others[2] == 5,
              "variables take no operations, and what is not there none");

// The derivative of the square is a factor of all adjoints, which moves to the results.
using net = nn::mlp<nn::dense<3, 4, nn::tanh>, nn::dense<4, 2, nn::tanh>>;
constexpr auto norm = squared_norm(net::output);
using parts = detail::network_parts<net, true, std::remove_const_t<decltype(norm)>,
                                    decltype(net::weight<1>()), decltype(net::bias<1>()),
                                    decltype(net::weight<2>()), decltype(net::bias<2>())>;
static_assert(parts::forward(1) == 24 + 4 && parts::forward(2) == 16 + 2 &&
                  parts::loss_forward == 3,
              "forward");
static_assert(parts::backward(1) >= 8 + 4 + 12 && parts::backward(1) < 8 + 4 + 12 + 12 &&
                  parts::backward(2) >= 4 + 2 + 8 + 12,
              "the adjoint of a layer's input is of this layer, and not of the one before it");

}  // namespace

BOOST_AUTO_TEST_CASE(a_node_that_is_missing_is_replaced_by_what_it_is_made_of) {
    graph whole, g;
    const int root = detail::load(whole, detail::entry_of<f.id>);
    detail::load(g, detail::entry_of<part.id>);
    list<identity> found;
    detail::find_known(whole, root, g, found);
    int parts_found = 0, variables = 0;
    for (const identity id : found) {
        parts_found += id == part.id;
        variables += id == x.id;
    }
    BOOST_TEST(parts_found == 1);
    BOOST_TEST(variables == 1);
    BOOST_TEST(found.size == 2);
}
