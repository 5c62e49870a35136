#include <ctgrad/calculus/operations/symmetry.hpp>

#include <array>
#include <cmath>
#include <stdexcept>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/check/gradient.hpp>
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = vector<"x", 3>;
constexpr auto y = vector<"y", 3>;
constexpr auto A = symmetric<"A", 3>;
constexpr auto S = symmetric<"S", 3>;
constexpr auto B = matrix<"B", 3, 3>;

template <class U, class V> constexpr bool same(U, V) { return std::is_same_v<U, V>; }

constexpr double values[3][3] = {{2, 1, 0}, {1, 3, 0.5}, {0, 0.5, 1}};
constexpr double point[3] = {1, 2, 3};

}  // namespace

static_assert(same(transpose(A), A));
static_assert(same(transpose(inverse(A)), inverse(A)));
static_assert(same(transpose(2_c * A + S), 2_c * A + S));
static_assert(same(transpose(hadamard(A, inverse(S))), hadamard(A, inverse(S))));
static_assert(!same(transpose(A + B), A + B));
static_assert(!same(transpose(A * S), A* S) && same(transpose(A * S), S* A));
static_assert(!same(symmetric<"B", 3>, B), "another variable");

BOOST_AUTO_TEST_CASE(derivatives_read_as_in_the_textbook) {
    static_assert(same(diff(dot(x, A * x), x), 2_c * A * x));
    static_assert(same(hessian(dot(x, A * x), x), 2_c * A));
    static_assert(same(diff(log(determinant(A)), A), inverse(A)));
    static_assert(same(diff(trace(A * A), A), 2_c * A));
}

BOOST_AUTO_TEST_CASE(gradients_are_symmetric) {
    static_assert(same(diff(dot(x, A * y), A), 0.5_c * (outer(x, y) + outer(y, x))));
    const auto g = diff(dot(x, A * y), A)(x = point, y = {1., 0., -1.});
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) BOOST_TEST(g(i, j) == g(j, i));
    const auto report = check_gradient(log(determinant(A)) + dot(x, A * y), x = point,
                                       y = {1., -1., 0.5}, A = values);
    BOOST_TEST(report.passed());
}

BOOST_AUTO_TEST_CASE(what_is_bound_is_symmetric) {
    constexpr auto f = dot(x, A * x);
    BOOST_TEST(f(x = point, A = values) == 33);
    static_assert(f(x = point, A = values) == 33, "in constant expressions, too");
    const auto says = [](const std::invalid_argument& e) {
        return e.what() == std::string("A = value: A is symmetric, the value's entries (1, 2) and "
                                       "(2, 1) differ");
    };
    std::array<double, 9> other{2, 1, 0, 1, 3, 0.5, 0, 0.25, 1};
    BOOST_CHECK_EXCEPTION(f(x = point, A = other), std::invalid_argument, says);
    const std::vector<double> range(other.begin(), other.end());
    BOOST_CHECK_EXCEPTION(f(x = point, A = range), std::invalid_argument, says);
    const double nested[3][3] = {{2, 1, 0}, {1, 3, 0.5}, {0, 0.25, 1}};
    BOOST_CHECK_EXCEPTION(f(x = point, A = nested), std::invalid_argument, says);
    other[5] = other[7] = std::nan("");
    BOOST_TEST(std::isnan(f(x = point, A = other)));
}
