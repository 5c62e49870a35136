// Expressions evaluate in the type of what is bound.

#include <array>
#include <cmath>
#include <type_traits>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
namespace multiprecision = boost::multiprecision;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 2>;

constexpr auto f = sin(x) * exp(x * y) / (1_c / 3_c + pow(y, x));

using plain_float_50 = multiprecision::cpp_bin_float_50;
using lazy_float_50 = multiprecision::number<plain_float_50::backend_type, multiprecision::et_on>;

/// f and its gradient, by hand, in the type itself.
template <class T> void check(const T& tolerance) {
    using std::sin, std::cos, std::exp, std::pow, std::log, std::abs;
    const T u = T(3) / 4, w = T(5) / 4;
    const T above = sin(u) * exp(u * w), p = pow(w, u), below = T(1) / 3 + p;
    const T by_x = (cos(u) * exp(u * w) + w * above) / below - above * p * log(w) / (below * below);
    const T by_y = u * above / below - above * u * pow(w, T(u - 1)) / (below * below);
    const auto found = value_and_gradient(f, x, y)(x = u, y = w);
    static_assert(std::is_same_v<decltype(found.value), T>);
    BOOST_TEST((abs(T(found.value - above / below)) <= tolerance));
    BOOST_TEST((abs(T(found.gradient[x] - by_x)) <= tolerance));
    BOOST_TEST((abs(T(found.gradient[y] - by_y)) <= tolerance));
}

template <class T> void check_vector(const T& tolerance) {
    const std::array<T, 2> values{T(3) / 4, T(-5) / 4};
    const auto g = gradient(log_sum_exp(v) + norm(v), v)(v = values)[v];
    using std::exp, std::sqrt, std::abs;
    const T sum = exp(values[0]) + exp(values[1]);
    const T norm = sqrt(T(values[0] * values[0] + values[1] * values[1]));
    for (std::size_t i = 0; i < 2; ++i)
        BOOST_TEST((abs(T(g[i] - exp(values[i]) / sum - values[i] / norm)) <= tolerance));
}

constexpr auto cube = define_function<"cube">([](auto u) -> decltype(u) { return u * u * u; },
                                              [](auto u) { return 3_c * square(u); });

/// A user's function, which is no more exact than what it computes in.
template <class T> void check_of_user() {
    using std::abs;
    BOOST_TEST((abs(T(diff(x * cube(x), x)(x = T(1) / 3) - T(4) / 27)) <= T("1e-49")));
}

}  // namespace

BOOST_AUTO_TEST_CASE(built_in) {
    check<float>(2e-6F);
    check<double>(4e-15);
    check<long double>(2e-18L);
    check_vector<float>(4e-7F);
    check_vector<long double>(1e-18L);
}

BOOST_AUTO_TEST_CASE(fifty_digits) {
    check<plain_float_50>(plain_float_50("1e-47"));
    check_vector<plain_float_50>(plain_float_50("1e-48"));
}

BOOST_AUTO_TEST_CASE(fifty_digits_with_expression_templates) {
    check<lazy_float_50>(lazy_float_50("1e-47"));
    check_vector<lazy_float_50>(lazy_float_50("1e-48"));
}

BOOST_AUTO_TEST_CASE(functions_of_users) {
    check_of_user<plain_float_50>();
    check_of_user<lazy_float_50>();
}

BOOST_AUTO_TEST_CASE(mixed) {
    static_assert(std::is_same_v<decltype((x * y)(x = 1.0F, y = 2.0)), double>);
    static_assert(std::is_same_v<decltype((x * y)(x = 1, y = 2.0F)), float>);
    static_assert(std::is_same_v<decltype((x * y)(x = 1, y = 2)), double>);
    static_assert(std::is_same_v<decltype((x * v)(x = 1.0L, v = std::array{1.0F, 2.0F})),
                                 tensor<long double, 2>>);
    BOOST_TEST((x / y)(x = 1, y = 2) == 0.5);
    BOOST_TEST((x * y)(x = 1, y = plain_float_50(2)) == 2);
}

BOOST_AUTO_TEST_CASE(constants) {
    static_assert(f(x = 0.75, y = 1.25) > 0);
    static_assert(gradient(f, x, y)(x = 0.75F, y = 1.25F)[x] != 0);
    static_assert((2_c * v)(v = std::array{1.0L, 2.0L})[1] == 4);
}
