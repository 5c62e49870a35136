#include <ctgrad/plan/sum_chain.hpp>

#include <array>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/eval/cost.hpp>
#include <ctgrad/expr/functions.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto v = vector<"v", 9>;

template <int... I> constexpr auto wide_sum(std::integer_sequence<int, I...>) {
    return (exp(sin(element(v, std::integral_constant<int, I>{}) *
                        element(v, std::integral_constant<int, 8 - I>{}) +
                    3_c)) +
            ...);
}

constexpr auto long_sum = wide_sum(std::make_integer_sequence<int, 5>{});
constexpr auto alternating = exp(element(v, 0_c)) - exp(element(v, 1_c)) - exp(element(v, 2_c)) -
                             exp(element(v, 3_c)) - exp(element(v, 4_c)) + exp(element(v, 5_c));

/// The longest way from an input to a step, in steps.
template <class Program> constexpr int depth(const Program& p) {
    int deepest = 0, of[128]{};
    for (int i = 0; i < Program::size; ++i) {
        const number_step& s = p.steps[i];
        int most = 0;
        for (int k = 0; k < s.count; ++k)
            if (of[s.operand[k]] > most) most = of[s.operand[k]];
        of[s.target] = most + 1;
        deepest = most + 1 > deepest ? most + 1 : deepest;
    }
    return deepest;
}

constexpr std::array<double, 9> at{0.5, -1.0, 2.0, 0.25, 1.5, -0.5, 1.0, 3.0, 0.125};

}  // namespace

BOOST_AUTO_TEST_CASE(added_in_pairs) {
    constexpr const auto& code = program<detail::value_pass<alternating.id>>;
    static_assert(code.size == 6 + 5, "as many additions as before");
    static_assert(depth(code) <= 1 + 3 + 1, "one function, then about the logarithm of six");
}

BOOST_AUTO_TEST_CASE(the_value_stays) {
    double expected = 0;
    for (std::size_t i = 0; i < 5; ++i) expected += std::exp(std::sin(at[i] * at[8 - i] + 3));
    BOOST_TEST(long_sum(v = at) == expected, boost::test_tools::tolerance(1e-15));
    const double signs = std::exp(at[0]) - std::exp(at[1]) - std::exp(at[2]) - std::exp(at[3]) -
                         std::exp(at[4]) + std::exp(at[5]);
    BOOST_TEST(alternating(v = at) == signs, boost::test_tools::tolerance(1e-15));
    constexpr double folded = alternating(v = at);
    BOOST_TEST(folded == signs, boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(only_minuses) {
    constexpr auto f = -exp(element(v, 0_c)) - exp(element(v, 1_c)) - exp(element(v, 2_c)) -
                       exp(element(v, 3_c)) - exp(element(v, 4_c)) - exp(element(v, 5_c));
    double expected = 0;
    for (std::size_t i = 0; i < 6; ++i) expected -= std::exp(at[i]);
    BOOST_TEST(f(v = at) == expected, boost::test_tools::tolerance(1e-15));
}
