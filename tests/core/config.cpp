#include <ctgrad/core/config.hpp>

#include <stdexcept>

#include <boost/test/unit_test.hpp>

namespace {

// The macros are usable where they are meant to stand.
CTGRAD_INLINE constexpr int twice(int n) { return 2 * n; }

CTGRAD_REGISTRY_BEGIN
template <int N> struct declares {
    friend constexpr auto declared(declares<N>);
};
CTGRAD_REGISTRY_END

constexpr int sum_to(int n) {
    int sum = 0;
    CTGRAD_UNROLL
    for (int i = 1; i <= n; ++i) sum += i;
    return sum;
}

}  // namespace

BOOST_AUTO_TEST_CASE(inline_and_unroll) {
    static_assert(twice(21) == 42);
    BOOST_TEST(sum_to(10) == 55);
}

BOOST_AUTO_TEST_CASE(throws_where_exceptions_are) {
    BOOST_CHECK_THROW(CTGRAD_THROW(std::length_error("refused")), std::length_error);
}
