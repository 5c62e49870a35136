#include <ctgrad/show/gradient_norms.hpp>

#include <ctgrad/ctgrad.hpp>

#include <cmath>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr int steps = 40;

constexpr auto x = vector<"x", 1>;
constexpr auto h = vector<"h", 2>;
constexpr auto h0 = vector<"h0", 2>;
constexpr auto W = matrix<"W", 2, 1>;
constexpr auto U = matrix<"U", 2, 2>;
constexpr auto b = vector<"b", 2>;
constexpr auto c = vector<"c", 2>;
constexpr auto X = matrix<"X", steps, 1>;
constexpr auto run = scan<steps>(carry(h, h0, nn::elman_cell(x, h, W, U, b, c)), each(x, X));

}  // namespace

BOOST_AUTO_TEST_CASE(there_is_a_norm_for_every_step_that_runs) {
    constexpr auto s = scalar<"s">;
    constexpr auto n = length_up_to<"n", 9>;
    constexpr auto halved = scan<9>(n, carry(s, s, 0.5_c * s));
    const auto found = state_gradient_norms(8_c * halved.last(s), halved, s)(s = 1., n = 3);
    BOOST_TEST(found.norms == (std::vector<double>{1, 2, 4, 8}), boost::test_tools::per_element());
    BOOST_TEST(found.factor_per_step() == .5);
}

BOOST_AUTO_TEST_CASE(the_gradient_of_an_elman_network_vanishes_or_explodes_by_its_weights) {
    for (const double radius : {.5, 1.5}) {
        // A rotation times the spectral radius; states so small that tanh is hardly bent.
        const double recurrent[2][2] = {{radius * .6, -radius * .8}, {radius * .8, radius * .6}};
        const double nothing[2] = {}, start[2] = {3e-9, -4e-9};
        const gradient_norms found = state_gradient_norms(sum(run.last(h)), run, h)(
            W = nothing, U = recurrent, b = nothing, c = nothing, h0 = start,
            X = tensor<double, steps, 1>{});
        double state[steps + 1][2] = {{3e-9, -4e-9}};
        for (int t = 0; t < steps; ++t)
            for (int i = 0; i < 2; ++i)
                state[t + 1][i] =
                    std::tanh(recurrent[i][0] * state[t][0] + recurrent[i][1] * state[t][1]);
        BOOST_TEST_REQUIRE(found.norms.size() == steps + 1);
        double back[2] = {1, 1};
        for (int t = steps; t >= 0; --t) {
            BOOST_TEST(found.norms[static_cast<std::size_t>(t)] == std::hypot(back[0], back[1]),
                       boost::test_tools::tolerance(1e-12));
            if (t == 0) break;
            for (int i = 0; i < 2; ++i) back[i] *= 1 - state[t][i] * state[t][i];
            const double first = recurrent[0][0] * back[0] + recurrent[1][0] * back[1];
            back[1] = recurrent[0][1] * back[0] + recurrent[1][1] * back[1];
            back[0] = first;
        }
        BOOST_TEST(found.factor_per_step() == radius, boost::test_tools::tolerance(1e-3));
        BOOST_TEST((found.norms.front() < 1e-11) == (radius < 1));
        BOOST_TEST((found.norms.front() > 1e6) == (radius > 1));
    }
}

BOOST_AUTO_TEST_CASE(norms_are_a_table_and_a_picture) {
    BOOST_TEST(text(gradient_norms{{.125, .25, .5, 1}}) == " step  norm of the gradient\n"
                                                           "    0  0.125\n"
                                                           "    1  0.25\n"
                                                           "    2  0.5\n"
                                                           "    3  1\n"
                                                           "for each step back: 0.5\n");
    gradient_norms many{std::vector<double>(201, 2.)};
    many.norms[200] = 0;
    const std::string table = text(many);
    BOOST_TEST(std::count(table.begin(), table.end(), '\n') == 23);
    BOOST_TEST(table.ends_with("  190  2\n  200  0\nfor each step back: 1\n"));
    BOOST_TEST(text(gradient_norms{{0, 0}}).ends_with("for each step back: nan\n"));
    BOOST_TEST(text(gradient_norms{{HUGE_VAL, 1}})
                   .ends_with("    0  inf\n    1  1\n"
                              "for each step back: inf\n"));
    // Over three decades: the middle one of five is where the mean of the logarithms is.
    const std::string picture = svg({{1000, 100, 10, 0, 1}});
    BOOST_TEST((picture.find("M70 30L207.5 136.7L345 243.3L620 350") != std::string::npos));
}
