#include <ctgrad/nn/clip.hpp>

#include <limits>
#include <string>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

#include "../refusal.hpp"

using namespace ctgrad;
using boost::test_tools::tolerance;

namespace {

constexpr auto u = vector<"u", 2>;
constexpr auto s = scalar<"s">;
using values = parameters_for<float, decltype(boost::hana::make_tuple(u, s))>;

values with(float u0, float u1, float s0) {
    values p;
    p[u][0] = u0;
    p[u][1] = u1;
    p[s][0] = s0;
    return p;
}

}  // namespace

BOOST_AUTO_TEST_CASE(by_value) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    values g = with(-3, 0.5f, nan);
    nn::clip_by_value(g, 1);
    BOOST_TEST((g[u][0] == -1 && g[u][1] == 0.5f && g[s][0] != g[s][0]));
}

BOOST_AUTO_TEST_CASE(by_norm) {
    values g = with(3, 4, 12);
    BOOST_TEST(nn::global_norm(g) == 13);
    BOOST_TEST(nn::clip_by_norm(g, 20) == 13);
    BOOST_TEST(g[s][0] == 12);
    BOOST_TEST(nn::clip_by_norm(g, 1.3) == 13);
    BOOST_TEST(g[u][0] == 0.3f, tolerance(1e-6f));
    BOOST_TEST(nn::global_norm(g) == 1.3, tolerance(1e-6));
    values zero;
    BOOST_TEST((nn::clip_by_norm(zero, 1) == 0 && nn::global_norm(zero) == 0));
}

BOOST_AUTO_TEST_CASE(norms_of_large_numbers_do_not_overflow_float) {
    values g = with(3e30f, 4e30f, 0);
    BOOST_TEST(nn::clip_by_norm(g, 5) == 5e30, tolerance(1e-6));
    BOOST_TEST(g[u][1] == 4.0f, tolerance(1e-5f));
}

BOOST_AUTO_TEST_CASE(refused_limits) {
    values g;
    BOOST_TEST(refusal([&] { nn::clip_by_value(g, 0); }) ==
               "clip_by_value: the limit must be positive");
    BOOST_TEST(refusal([&] { nn::clip_by_norm(g, -1); }) ==
               "clip_by_norm: the limit must be positive");
}
