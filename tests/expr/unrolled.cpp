#include <ctgrad/expr/unrolled.hpp>

#include <ctgrad/ctgrad.hpp>

#include <array>
#include <boost/test/unit_test.hpp>
#include <type_traits>

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

BOOST_AUTO_TEST_CASE(loops_of_an_expression_are_written_out) {
    constexpr auto clauses = [](auto run) {
        return run(carry(s, 0_c, a * s + u), each(u, v), emit(s), accumulate(sin(s)));
    };
    constexpr auto f = [](auto run) { return run.last(s) * run.total() + sum(run.output()); };
    constexpr auto loop = f(clauses([](auto... c) { return scan<3>(c...); }));
    constexpr auto steps = f(clauses([](auto... c) { return unroll<3>(c...); }));
    static_assert(std::is_same_v<decltype(unroll(loop)), std::remove_const_t<decltype(steps)>>,
                  "the same type");
    static_assert(std::is_same_v<decltype(unroll(steps)), decltype(unroll(loop))>,
                  "nothing to be done");
    static_assert(
        text(unroll(scan_backward<2>(carry(s, a, s * u), each(u, vector<"w", 2>)).last(s))) ==
            "a * element(w, 0) * element(w, 1)",
        "from the last row on");
}

BOOST_AUTO_TEST_CASE(cells_may_have_loops_of_their_own) {
    constexpr auto inner = scan<3>(carry(u, s, a * u + s), emit(u));
    constexpr auto outer = carry(s, a, inner.last(u) + sum(inner.output()));
    constexpr auto loop = scan<2>(outer).last(s);
    constexpr auto once = unroll<2>(outer).last(s);
    constexpr double value = loop(a = 0.5);
    static_assert(unroll(loop)(a = 0.5) == value, "the same number");
    static_assert(std::is_same_v<decltype(unroll(loop)), std::remove_const_t<decltype(once)>>,
                  "and form");
    constexpr auto twice = diff(loop, a, a);
    constexpr double number = twice(a = 0.5);
    BOOST_TEST(unroll(twice)(a = 0.5) == number, boost::test_tools::tolerance(1e-14));
    BOOST_TEST(diff(once, a, a)(a = 0.5) == number, boost::test_tools::tolerance(1e-14));
}
