#include <ctgrad/calculus/laws/expansion.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

namespace {

struct leaves {
    graph g;
    node x, y;

    constexpr leaves()
        : x{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "x")},
          y{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "y")} {}
};

/// Terms of u - v that are left, or -1 where there are too many.
template <class Make> constexpr int terms_left(Make make) {
    leaves l;
    detail::polynomial all;
    detail::monomial plus, minus;
    minus.coefficient = -1;
    const node u = make(l.x, l.y, true), v = make(l.x, l.y, false);
    if (!all.add_expanded(l.g, plus, u.index) || !all.add_expanded(l.g, minus, v.index)) return -1;
    int left = 0;
    for (const detail::monomial& m : all.terms) left += m.coefficient.numerator != 0;
    return left;
}

}  // namespace

BOOST_AUTO_TEST_CASE(products_and_squares_of_sums) {
    static_assert(terms_left([](node x, node y, bool left) {
                      return left ? square(x + y) : square(x) + 2 * (x * y) + square(y);
                  }) == 0);
    static_assert(terms_left([](node x, node y, bool left) {
                      return left ? (x - y) * (x + y) : square(x) - square(y);
                  }) == 0);
    static_assert(terms_left([](node x, node y, bool left) {
                      return left ? square((x + y) / (sqrt(x.number(2)) * y))
                                  : x * x / (2 * (y * y)) + x / y + x.number({1, 2});
                  }) == 0);
    static_assert(terms_left([](node x, node y, bool left) {
                      return left ? square(x + y) : square(x) + square(y);
                  }) == 1);
    // a root of a product is not taken apart, nor is a cube of a sum multiplied out
    static_assert(terms_left([](node x, node y, bool left) {
                      return left ? sqrt(x * y) : sqrt(x) * sqrt(y);
                  }) == 2);
    static_assert(terms_left([](node x, node y, bool left) {
                      return left ? power(x + y, 3) : x.number(0);
                  }) == 1);
}

BOOST_AUTO_TEST_CASE(no_more_than_so_many_terms) {
    static_assert(terms_left([](node x, node y, bool left) {
                      node all = x.number(1);
                      for (int k = 1; k < 7; ++k)
                          all =
                              all * (apply<operations::sin>(k * x) + apply<operations::cos>(k * y));
                      return left ? all : x.number(0);
                  }) == -1);
}

BOOST_AUTO_TEST_CASE(monomials) {
    constexpr auto both = [] {
        leaves l;
        detail::monomial m;
        bool fits = m.multiply(l.g, (3 * (l.x * square(l.y))).index, 2);  // 9 x^2 y^4
        fits = fits && m.multiply(l.g, l.x.index, -2) && m.count == 1;
        return fits && m.coefficient.is(9) && m.factors[0].exponent.is(4);
    };
    static_assert(both());
}
