#include <array>

#include <ctgrad/eval/gradient_numbers.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto a = scalars<"a", 40>;

template <int... I> constexpr auto weighted(std::integer_sequence<int, I...>) {
    return ((std::integral_constant<int, I>{} * square(a[std::integral_constant<int, I>{}])) + ...);
}
constexpr auto of_many = weighted(std::make_integer_sequence<int, 40>{});

/// 1, 2, ... 40
constexpr auto counted = [] {
    std::array<double, 40> result{};
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = static_cast<double>(i) + 1;
    return result;
}();

}  // namespace

BOOST_AUTO_TEST_CASE(scalars_are_one_array) {
    const auto g = gradient(x * x * y, x, y)(x = 3.0, y = 0.5);
    static_assert(std::is_same_v<decltype(g[x]), const double&>, "a number");
    static_assert(sizeof(g) == 2 * sizeof(double), "and nothing else");
    BOOST_TEST(g[x] == 3);
    BOOST_TEST(g[y] == 9);
    BOOST_TEST(&g[y] == &g[x] + 1);
}

BOOST_AUTO_TEST_CASE(numbers_can_be_changed) {
    auto g = gradient(x * y, x, y)(x = 3.0, y = 0.5);
    static_assert(std::is_same_v<decltype(g[x]), double&>, "a number of its own");
    g[x] = 7;
    BOOST_TEST(g[x] == 7);
    BOOST_TEST(g[y] == 3);
    auto h = gradient(dot(v, v) * x, x, v)(x = 3.0, v = {1.0, 2.0, 3.0});
    h[v][1] = -1;
    BOOST_TEST(h[v][1] == -1);
    BOOST_TEST(h[x] == 14);
}

BOOST_AUTO_TEST_CASE(one_vector_alone) {
    const auto g = gradient(dot(v, v), v)(v = {1.0, 2.0, 3.0});
    static_assert(std::is_same_v<decltype(g[v]), const tensor<double, 3>&>, "a vector");
    BOOST_TEST(g[v][2] == 6);
}

BOOST_AUTO_TEST_CASE(values_stand_beside_numbers_of_any_shape) {
    const auto r = value_and_gradient(dot(v, v) * x, v, x)(x = 3.0, v = {1.0, 2.0, 3.0});
    BOOST_TEST(r.value == 42);
    BOOST_TEST(r.gradient[x] == 14);
    BOOST_TEST(r.gradient[v][0] == 6);
}

// More than are passed one by one; the numbers of an array of variables are bound to it again.
BOOST_AUTO_TEST_CASE(many_numbers_in_any_order) {
    constexpr auto both = value_and_gradient(of_many + x, x, a);
    const auto r = both(a = counted, x = 1.0), same = both(x = 1.0F, a = counted);
    const auto by_a = r.gradient[a];
    double value = 1;
    for (int i = 0; i < 40; ++i) {
        value += i * counted[static_cast<std::size_t>(i)] * counted[static_cast<std::size_t>(i)];
        BOOST_TEST(by_a[static_cast<std::size_t>(i)] == 2.0 * i * (i + 1));
    }
    BOOST_TEST(r.value == value);
    BOOST_TEST(r.gradient[x] == 1);
    BOOST_TEST(same.value == value);
    BOOST_TEST(same.gradient[a[39_c]] == 2.0 * 39 * 40);
    static_assert(both(a = counted, x = 1.0).gradient[a[2_c]] == 12, "while compiling");
    BOOST_TEST(both(a = by_a, x = 0.0).gradient[a[1_c]] == 8);
}
