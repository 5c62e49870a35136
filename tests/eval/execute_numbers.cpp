// Programs on numbers, inlined and as functions of their own, compute what the formulas do.
#include <cmath>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/eval/execute_numbers.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;

/// u <- u / 2 + c u^2 / (1 + u^2), so often, as an expression or a number.
template <int Levels, class U, class C> constexpr auto chain(U u, C c) {
    if constexpr (Levels == 0) return u;
    else {
        using ctgrad::square;
        const auto s = [](auto a) {
            if constexpr (expression<decltype(a)>) return square(a);
            else return a * a;
        }(u);
        if constexpr (expression<U>) return chain<Levels - 1>(u / 2_c + c * s / (1_c + s), c);
        else return chain<Levels - 1>(u / 2 + c * s / (1 + s), c);
    }
}

constexpr auto short_one = chain<3>(x, y);
constexpr auto long_one = chain<70>(x, y);

static_assert(program<detail::value_pass<long_one.id>>.size > detail::most_inlined &&
                  program<detail::value_pass<short_one.id>>.size <= detail::most_inlined,
              "one of each kind");

/// u <- u c + 1, so often: two steps each, so that the last block of a large program may be full.
template <int Levels, class U, class C> constexpr auto polynomial(U u, C c) {
    if constexpr (Levels == 0) return u;
    else if constexpr (expression<U>) return polynomial<Levels - 1>(u * c + 1_c, c);
    else return polynomial<Levels - 1>(u * c + 1, c);
}

template <int Levels> constexpr void check_polynomial() {
    constexpr auto p = polynomial<Levels>(x, y);
    static_assert(program<detail::value_pass<p.id>>.size == 2 * Levels);
    static_assert(p(x = 2.0, y = 0.5) == polynomial<Levels>(2.0, 0.5));
    BOOST_TEST(p(x = 2.0, y = 0.5) == polynomial<Levels>(2.0, 0.5));
}

static_assert((x * y - 3_c)(x = 2.0, y = 5.0) == 7.0, "in constant expressions");

template <class T> void check(T tolerance) {
    for (const T a : {T(-2), T(0.25), T(3)}) {
        const T c = T(0.75);
        BOOST_TEST(std::abs(short_one(x = a, y = c) - chain<3>(a, c)) <= tolerance);
        BOOST_TEST(std::abs(long_one(x = a, y = c) - chain<70>(a, c)) <= tolerance);
        // By a difference of fourth order in the input of the chain.
        const T h = T(1) / 256;
        const auto f = [&](T by) { return chain<3>(a + by, c); };
        const T slope = (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
        const auto both = value_and_gradient(short_one, x, y)(x = a, y = c);
        BOOST_TEST(std::abs(both.gradient[x] - slope) <= T(1e-4));
        BOOST_TEST(std::abs(both.value - short_one(x = a, y = c)) <= tolerance);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_last_block_of_a_large_program_is_as_long_as_it_needs) {
    check_polynomial<263>();
    check_polynomial<264>();
    check_polynomial<265>();
}

BOOST_AUTO_TEST_CASE(programs_of_few_steps_and_of_many) {
    check<float>(1e-5f);
    check<double>(1e-14);
    check<long double>(1e-17L);
}

BOOST_AUTO_TEST_CASE(calls_that_stand_together) {
    constexpr auto f = exp(x) * exp(y) + tanh(x - y) * tanh(x + y) + sin(2_c * x) * sin(3_c * y) +
                       exp(x * y) * sin(x) * tanh(y);
    const auto all = gradient(f, x, y)(x = 0.5, y = -0.25);
    const double sech = 1 / std::cosh(0.75), other = 1 / std::cosh(0.25);
    const double by_x =
        std::exp(0.25) + sech * sech * std::tanh(0.25) + std::tanh(0.75) * other * other +
        2 * std::cos(1.0) * std::sin(-0.75) +
        std::exp(-0.125) * std::tanh(-0.25) * (std::cos(0.5) - 0.25 * std::sin(0.5));
    BOOST_TEST(std::abs(all[x] - by_x) < 1e-15);
}

BOOST_AUTO_TEST_CASE(outputs_of_several_numbers) {
    const auto result = (x * v + y)(x = 2.0, y = 1.0, v = {1., 2., 3.});
    BOOST_TEST(result[0] == 3);
    BOOST_TEST(result[2] == 7);
    const auto constant = diff(x * 3_c, x)(x = 1.0);  // nothing to compute, a constant to move
    BOOST_TEST(constant == 3);
}
