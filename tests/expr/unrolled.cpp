#include <ctgrad/expr/unrolled.hpp>

#include <ctgrad/ctgrad.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto s = scalar<"s">;
constexpr auto u = scalar<"u">;
constexpr auto a = scalar<"a">;
constexpr auto v = vector<"v", 3>;

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_unrolled_is_an_expression_as_any_other) {
    constexpr auto run = unroll<3>(carry(s, 0_c, a * s + u), each(u, v), emit(s), accumulate(u));
    static_assert(text(run.last(s)) ==
                      text(a * (a * element(v, 0_c) + element(v, 1_c)) + element(v, 2_c)),
                  "a step in the other");
    static_assert(
        std::is_same_v<decltype(run.last(s)),
                       decltype(a * (a * element(v, 0_c) + element(v, 1_c)) + element(v, 2_c))>,
        "and the same type");
    static_assert(run.total()(v = std::array<double, 3>{1, 2, 4}) == 7, "the sum of the rows");
    BOOST_TEST(run.output()(a = 2., v = std::array<double, 3>{1, 2, 4})[2] == 4);
}

BOOST_AUTO_TEST_CASE(rows_come_in_their_order_from_the_last_one_on) {
    constexpr auto run = unroll_backward<3>(carry(s, 0_c, a * s + u), each(u, v), emit(s));
    constexpr std::array<double, 3> numbers{1, 2, 4};
    BOOST_TEST(run.last(s)(a = 2., v = numbers) == 1 + 2 * (2 + 2 * 4));
    const auto all = run.output()(a = 2., v = numbers);
    BOOST_TEST(all[2] == 0);
    BOOST_TEST(all[0] == 10);
}
