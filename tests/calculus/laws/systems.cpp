#include <ctgrad/calculus/laws/systems.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto u = vector<"u", 3>;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 3, 3>;
constexpr auto B = matrix<"B", 3, 3>;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(systems) {
    static_assert(same(solve(A, outer(u, v)), outer(solve(A, u), v)));
    static_assert(same(solve(diagonal(u), B), diagonal(1_c / u) * B));
    static_assert(same(solve(A, A * v), v) && same(A * solve(A, v), v));
    static_assert(same(solve(2_c * A, 6_c * v), 3_c * solve(A, v)));
}

BOOST_AUTO_TEST_CASE(inverses) {
    static_assert(same(inverse(diagonal(u)), diagonal(1_c / u)));
    static_assert(same(inverse(transpose(A)), transpose(inverse(A))));
    static_assert(same(diff(log(determinant(transpose(A) * A)), A), 2_c * transpose(inverse(A))));
}
