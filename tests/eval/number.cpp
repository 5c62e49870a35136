#include <ctgrad/ctgrad.hpp>
#include <ctgrad/eval/number.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

}  // namespace

using detail::common_number_t;

static_assert(std::is_same_v<common_number_t<>, double>, "nothing bound");
static_assert(std::is_same_v<common_number_t<int, long>, double>, "whole numbers alone");
static_assert(std::is_same_v<common_number_t<float, int>, float>, "whole numbers say nothing");
static_assert(std::is_same_v<common_number_t<int, float>, float>, "in any order");
static_assert(std::is_same_v<common_number_t<float, double>, double>, "the wider one");
static_assert(std::is_same_v<common_number_t<double, long double, float>, long double>,
              "the widest");

BOOST_AUTO_TEST_CASE(the_result_has_the_type_of_what_is_bound) {
    constexpr auto f = x * y;
    static_assert(std::is_same_v<decltype(f(x = 1.0F, y = 2)), float>, "float and int");
    static_assert(std::is_same_v<decltype(f(x = 1.0F, y = 2.0)), double>, "float and double");
    BOOST_TEST(f(x = 3, y = 4) == 12.0);
}
