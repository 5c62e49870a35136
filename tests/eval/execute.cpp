#include <array>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/eval/execute.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto W = matrix<"W", 2, 3>;

}  // namespace

static_assert((x * y + 1_c)(x = 2.0, y = 3.0) == 7.0, "programs run in constant expressions");
static_assert((W * v)(W = {{1., 2., 3.}, {4., 5., 6.}}, v = {1., 1., 1.})[1] == 15.0,
              "so do products of matrices");

BOOST_AUTO_TEST_CASE(scalars_broadcast_over_vectors) {
    const auto result = (x * v + y)(x = 2.0, y = 1.0, v = {1., 2., 3.});
    BOOST_TEST(result[0] == 3);
    BOOST_TEST(result[2] == 7);
}

BOOST_AUTO_TEST_CASE(constants_fill_shapes) {
    const auto ones = diff(sum(v), v)(v = {1., 2., 3.});
    BOOST_TEST(ones[0] == 1);
    BOOST_TEST(ones[2] == 1);
    const auto product = (W * diff(sum(v), v))(W = {{1., 2., 3.}, {4., 5., 6.}});
    BOOST_TEST(product[0] == 6);
    BOOST_TEST(product[1] == 15);
}

BOOST_AUTO_TEST_CASE(a_bound_value_as_result_is_copied) {
    const std::array<double, 3> bound{1, 2, 3};
    const auto same = v(v = bound);
    BOOST_TEST(same[2] == 3);
    BOOST_TEST(static_cast<const void*>(same.data()) != static_cast<const void*>(bound.data()));
}
