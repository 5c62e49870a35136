#include <cmath>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/plan/number_program.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto W = matrix<"W", 2, 3>;

template <class E>
constexpr bool on_numbers = requires { program<detail::value_pass<E::id>>.moves; };
template <auto E> constexpr bool works_on_numbers = on_numbers<decltype(E)>;

}  // namespace

static_assert(works_on_numbers<x * y + 1_c>);
static_assert(works_on_numbers<select(x < y, sin(x), cos(y))>);
static_assert(works_on_numbers<element<1>(v) * element<1, 2>(W)>,
              "entries are read where they lie");
static_assert(works_on_numbers<2_c>, "a constant");
static_assert(works_on_numbers<v>, "so are small arrays");
static_assert(works_on_numbers<sum(v)>);
static_assert(works_on_numbers<element<0>(W* v)>);
static_assert(!works_on_numbers<sum(exp(vector<"u", 10>))>, "one entry more than a small array");
static_assert(!works_on_numbers<vector<"u", 300>>, "as many moves as entries");
static_assert(!works_on_numbers<determinant(matrix<"A", 2, 2>)>, "which has no form on numbers");

// What steps make entry by entry, a gradient by the elements of a vector, may be of any length.
constexpr auto slope = diff(element<0>(v) * sin(element<1>(v)) * element<2>(v), v);
static_assert(detail::count_copied_entries(frozen<detail::value_pass<slope.id>>) == 0);
static_assert(detail::count_copied_entries(frozen<detail::value_pass<v.id>>) == 3);

BOOST_AUTO_TEST_CASE(every_number_from_outside_is_moved_once) {
    constexpr auto f = x * sin(x) + 3_c * y + pow(x, y) * 3_c + element<2>(v) / x;
    constexpr const auto& code = program<detail::value_pass<f.id>>;
    BOOST_TEST(code.loads == 3);                    // x, y, v[2]
    BOOST_TEST(code.move_count - code.loads == 1);  // 3
    BOOST_TEST(f(x = 2.0, y = 3.0, v = {0., 0., 5.}) == 2 * std::sin(2.0) + 9 + 24 + 2.5,
               boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(outputs_may_be_equal_or_come_from_outside) {
    const auto g = gradient(x * x + y * y + 2_c * x * y, x, y)(x = 3.0, y = 4.0);
    BOOST_TEST(g[x] == 14);
    BOOST_TEST(g[y] == 14);
    const auto h = value_and_gradient(x * y, x, y)(x = 3.0, y = 4.0);
    BOOST_TEST(h.value == 12);
    BOOST_TEST(h.gradient[x] == 4);
    BOOST_TEST(h.gradient[y] == 3);
    const auto one = gradient(x + 5_c * y, x, y)(x = 3.0, y = 4.0);
    BOOST_TEST(one[x] == 1);
    BOOST_TEST(one[y] == 5);
    BOOST_TEST(element<1>(v)(v = {1., 7., 2.}) == 7);
}

BOOST_AUTO_TEST_CASE(three_operands) {
    constexpr auto f = select(x < y, x * y, x - y) + clamp(x, 0_c, y);
    BOOST_TEST(f(x = 2.0, y = 3.0) == 8);
    BOOST_TEST(f(x = 5.0, y = 3.0) == 5);
}
