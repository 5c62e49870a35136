#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/unicode.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
using detail::tightness;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto w = vector<"w", 3>;

template <expression E> constexpr tightness level(E) {
    graph g;
    const int root = detail::load(g, detail::entry_of<E::id>);
    detail::long_text out;
    return detail::mathematics<detail::unicode_style<>>(g, out, nullptr).level(root);
}

static_assert(level(x + y) == tightness::sum && level(-x) == tightness::sum, "sums and signs");
static_assert(level(x * y) == tightness::product && level(x / y) == tightness::entrywise,
              "factors");
static_assert(level(hadamard(v, w)) == tightness::entrywise, "products entry by entry");
static_assert(level(square(x)) == tightness::script && level(sin(x)) == tightness::atom, "atoms");
static_assert(level(mean(v)) == tightness::atom && level(dot(v, w)) == tightness::product,
              "sums of all");

}  // namespace

BOOST_AUTO_TEST_CASE(scalars_stand_before_vectors) {
    BOOST_TEST(unicode(hadamard(x * v, y * w)) == "x y v ⊙ w");
    BOOST_TEST(unicode(mean(v) - mean(w)) == "mean(v) − mean(w)");
}
