#include <ctgrad/expr/literal.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto x = scalar<"x">;

}  // namespace

BOOST_AUTO_TEST_CASE(exact) {
    static_assert(same(0.5_c, 1_c / 2_c));
    static_assert(same(1.50_c, 3_c / 2_c));
    static_assert(same(1e-3_c, 0.001_c));
    static_assert(same(2.5E+2_c, 250_c));
    static_assert(same(1'000_c, 1000_c));
    static_assert(same(.25_c, 1_c / 4_c));
    static_assert(same(3._c, 3_c));
    static_assert(same(0.1_c + 0.2_c, 0.3_c));
}

BOOST_AUTO_TEST_CASE(parsed) {
    using detail::parse_decimal;
    static_assert(parse_decimal("12.5e1", 6) == rational(125));
    static_assert(parse_decimal("123456789012345678", 18) == rational(123456789012345678));
    static_assert(!parse_decimal("12345678901234567890", 20).exact());
    static_assert(!parse_decimal("0x10", 4).exact());
    static_assert(!parse_decimal("1e400", 5).exact());
    static_assert(!parse_decimal("1e-400", 6).exact());
}

BOOST_AUTO_TEST_CASE(integral_constants) {
    static_assert(same(as_expression(std::integral_constant<int, -3>{}), -3_c));
    static_assert(same(as_expression(boost::hana::int_c<7>), 7_c));
    static_assert(same(as_expression(std::true_type{}), 1_c));
    static_assert(same(as_expression(x), scalar<"x">));
}

BOOST_AUTO_TEST_CASE(values) {
    static_assert((1_c / 3_c)() == 1.0 / 3.0);
    static_assert((0.1_c * x)(x = 1.0F) == 0.1F);
    static_assert((0.1_c * x)(x = 1.0L) == 0.1L);
}
