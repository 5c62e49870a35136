#include <ctgrad/io/constants.hpp>

#include <tuple>

#include <boost/test/unit_test.hpp>
#include <ctgrad/expr/variable.hpp>

using namespace ctgrad;

namespace {

constexpr auto A = matrix<"A", 2, 3>;
constexpr auto v = vector<"v", 2>;
constexpr auto gain = scalar<"gain">;

constexpr float numbers[2][3] = {{1, 2, 3}, {4, 5, 6}};
constexpr double pair[2] = {0.1, -0.0};
constexpr int one = 7;

}  // namespace

BOOST_AUTO_TEST_CASE(constants_become_parameters) {
    constexpr auto variables = boost::hana::make_tuple(A, v, gain);
    parameters_for<double, decltype(variables)> weights;
    io::load(std::tie(numbers, pair, one), weights);
    BOOST_TEST(weights[A](0, 1) == 2);
    BOOST_TEST(weights[A](1, 2) == 6);
    BOOST_TEST(weights[v][0] == 0.1);
    BOOST_TEST(weights[gain][0] == 7);
    BOOST_TEST(weights.data()[6] == 0);  // the gap behind A
    parameters_for<float, decltype(variables)> narrow;
    io::load(std::tie(numbers, pair, one), narrow);
    BOOST_TEST(narrow[v][0] == 0.1f);
}
