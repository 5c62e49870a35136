#include <ctgrad/show/cpp_block.hpp>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/cpp.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto s = scalar<"s">;
constexpr auto q = scalar<"q">;
constexpr auto a = scalar<"a">;
constexpr auto u = scalar<"u">;
constexpr auto v = vector<"v", 6>;

/// What stands between the braces.
constexpr std::string_view body(std::string_view program) {
    return program.substr(program.find(") {") + 4);
}

constexpr auto f = square(scan<6>(carry(s, 1_c, tanh(a* s + u)), each(u, v)).last(s));

static_assert(body(cpp(value_and_gradient(f, a))) == R"(    double state1 = 1.0;
    double output1[6];
    double output2[6];
    for (int step1 = 0; step1 < 6; ++step1) {
        const double row1 = v[step1];
        const double t1 = std::tanh(row1 + a * state1);
        output1[step1] = t1;
        output2[step1] = state1;
        state1 = t1;
    }
    double state2 = 2.0 * state1;
    double total1 = 0.0;
    for (int step2 = 6; step2-- > 0;) {
        const double row2 = output1[step2];
        const double row3 = output2[step2];
        const double t2 = 1.0 - row2 * row2;
        total1 += row3 * state2 * t2;
        state2 = a * state2 * t2;
    }
    *d_a = total1;
    return state1 * state1;
}
)",
              "the loop back reads what the loop kept");

static_assert(body(cpp(scan<6>(carry(s, a, q), carry(q, u, s)).last(s))) ==
                  R"(    double state1 = a;
    double state2 = u;
    for (int step1 = 0; step1 < 6; ++step1) {
        const double next1 = state2;
        const double next2 = state1;
        state1 = next1;
        state2 = next2;
    }
    return state1;
}
)",
              "states that change places");

}  // namespace

BOOST_AUTO_TEST_CASE(large_results_are_no_local_variables) {
    constexpr auto w = vector<"w", 600>;
    constexpr auto run = scan<2>(carry(w, vector<"w0", 600>, sin(w)), emit(w));
    BOOST_TEST(cpp(run.output()).find("std::vector<double> output1_entries(1200);") !=
               std::string_view::npos);
}
