#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/typeset.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto v = vector<"v", 5>;
constexpr auto A = matrix<"A", 3, 3>;
constexpr auto B1 = matrix<"B1", 3, 3>;
constexpr auto w = vector<"w", 3>;

static_assert(unicode(solve(A, w) + inverse(A) * w) == "A⁻¹w + A⁻¹w", "an inverse in a product");
static_assert(unicode(B1 * w) == "B₁w" && unicode(A * w) == "A w", "an index ends a name");
static_assert(unicode(element<2>(sin(v))) == "sin(v)[2]", "an entry of a call");
static_assert(unicode(slice<1, 2>(v + v)) == "2 v[1:3]" ||
                  unicode(slice<1, 2>(v + v)) == "(2 v)[1:3]",
              "a part of a product");
static_assert(unicode(select(x, x + 1_c, x)) == "1 + x if x ≠ 0 else x", "a choice by a number");

static_assert(unicode(dot(w, A* w) * w) == "(wᵀA w) w", "a scalar product in front of a vector");

constexpr auto s = scalar<"s">;
constexpr auto u = scalar<"u">;
constexpr auto loop = scan<5>(carry(s, x, s* u), each(u, v), accumulate(sin(u)));
static_assert(unicode(loop.total()) == "scan(5; s = x, u ∈ v; s ← s u, sum(sin(u)))[1]", "a loop");
static_assert(latex(loop.last(s))
                  .starts_with("\\operatorname{scan}\\left(5; s = x, u \\in v; "
                               "s \\gets s"),
              "a loop in LaTeX");

}  // namespace

BOOST_AUTO_TEST_CASE(rows_are_apart) {
    BOOST_TEST(unicode(concat(w, x)) == "(w; x)");
    BOOST_TEST(latex(outer(w, w + w)) == "2 \\, w \\, w^{\\top}");
}
