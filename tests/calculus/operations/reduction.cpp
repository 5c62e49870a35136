#include <array>
#include <cmath>

#include <ctgrad/calculus/operations/reduction.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto v = vector<"v", 3>;
constexpr std::array values{1.0, -2.0, 4.0};

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(factors_move_out) {
    static_assert(same(sum(2_c * v), 2_c * sum(v)));
    static_assert(same(sum(x * v), x * sum(v)));
    static_assert(same(sum(v - v + 5_c), 15_c));
    static_assert(same(sum(v - v + x), 3_c * x));
    static_assert(same(sum(x), x));
    static_assert(same(mean(v - v + x), x));
}

BOOST_AUTO_TEST_CASE(of_numbers) {
    BOOST_TEST(sum(v)(v = values) == 3.0);
    BOOST_TEST(mean(v)(v = values) == 1.0);
    BOOST_TEST(norm(2_c * v)(v = values) == 2 * std::sqrt(21.0));
    const auto p = softmax(v)(v = values);
    BOOST_TEST(std::abs(p[0] + p[1] + p[2] - 1) < 1e-15);
    BOOST_TEST(std::abs(p[2] / p[0] - std::exp(3)) < 1e-13);
}

BOOST_AUTO_TEST_CASE(no_overflow) {
    const std::array large{1000.0, 999.0, -1000.0};
    BOOST_TEST(std::abs(log_sum_exp(v)(v = large) - (1000 + std::log1p(std::exp(-1)))) < 1e-12);
    BOOST_TEST(softmax(v)(v = large)[2] == 0.0);
    BOOST_TEST(log_softmax(v)(v = large)[2] < -1999.0);
}

BOOST_AUTO_TEST_CASE(derivatives) {
    static_assert(same(diff(log_sum_exp(v), v), softmax(v)));
    static_assert(text(diff(sum(v), v)) == "1");
    static_assert(diff(sum(v), v).extent() == vector_shape(3));
    static_assert(same(diff(squared_norm(v), v), 2_c * v));
}

BOOST_AUTO_TEST_CASE(classes) {
    BOOST_TEST((one_hot<3>(x)(x = 1.0) == tensor<double, 3>{0, 1, 0}));
    BOOST_TEST((one_hot<3>(x)(x = 5.0) == tensor<double, 3>{0, 0, 0}));
    static_assert(same(diff(dot(one_hot<3>(x), v), x), 0_c));
    static_assert(same(diff(dot(one_hot<3>(x), v), v), one_hot<3>(x)));
}

BOOST_AUTO_TEST_CASE(of_one_entry) {
    constexpr auto w = vector<"w", 1>;
    const std::array one{2.5};
    BOOST_TEST(sum(w)(w = one) == 2.5);
    BOOST_TEST(log_sum_exp(w)(w = one) == 2.5);
    BOOST_TEST(softmax(w)(w = one)[0] == 1.0);
    BOOST_TEST(prod(w)(w = one) == 2.5);
    BOOST_TEST(diff(squared_norm(w), w)(w = one)[0] == 5.0);
}
