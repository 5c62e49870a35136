#include <cmath>

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

static_assert(body(cpp(value_and_gradient(f, a))) == R"(    double s = 1.0;
    double output1[6];
    double output2[6];
    for (int step1 = 0; step1 < 6; ++step1) {
        const double u = v[step1];
        const double t1 = std::tanh(u + a * s);
        output1[step1] = t1;
        output2[step1] = s;
        s = t1;
    }
    double state1 = 2.0 * s;
    double total1 = 0.0;
    for (int step2 = 6; step2-- > 0;) {
        const double row1 = output1[step2];
        const double row2 = output2[step2];
        const double t2 = 1.0 - row1 * row1;
        total1 += row2 * state1 * t2;
        state1 = a * state1 * t2;
    }
    *d_a = total1;
    return s * s;
}
)",
              "the loop back reads what the loop kept");

static_assert(body(cpp(scan<6>(carry(s, a, q), carry(q, u, s)).last(s))) ==
                  R"(    double s = a;
    double q = u;
    for (int step1 = 0; step1 < 6; ++step1) {
        const double next1 = q;
        const double next2 = s;
        s = next1;
        q = next2;
    }
    return s;
}
)",
              "states that change places");

constexpr auto t1 = scalar<"t1">;
constexpr auto lambda = scalar<"lambda">;
static_assert(
    body(cpp(
        q * scan<6>(carry(q, a, lambda* t1), carry(t1, u, sin(t1* q)), each(lambda, v)).last(q))) ==
        R"(    double state1 = a;
    double state2 = u;
    for (int step1 = 0; step1 < 6; ++step1) {
        const double lambda = v[step1];
        const double t1 = lambda * state2;
        const double t2 = std::sin(state1 * state2);
        state1 = t1;
        state2 = t2;
    }
    return q * state1;
}
)",
    "names that stand for something else have numbers");

}  // namespace

BOOST_AUTO_TEST_CASE(large_results_are_no_local_variables) {
    constexpr auto w = vector<"w", 600>;
    constexpr auto run = scan<2>(carry(w, vector<"w0", 600>, sin(w)), emit(w));
    BOOST_TEST(cpp(run.output()).find("std::vector<double> output1_entries(1200);") !=
               std::string_view::npos);
}
