#include <ctgrad/ctgrad.hpp>
#include <ctgrad/plan/number_writer.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto v = vector<"v", 3>;
constexpr auto w = vector<"w", 2>;
constexpr auto A = matrix<"A", 2, 3>;
constexpr auto B = matrix<"B", 2, 2>;

template <class E> constexpr bool on_numbers =
    requires { program<detail::value_pass<E::id>>.moves; };

/// A small program on numbers gives what its tensor should be.
template <class E, class... Bindings>
void check(E e, std::initializer_list<double> expected, const Bindings&... bindings) {
    static_assert(on_numbers<E>);
    const auto found = e(bindings...);
    std::size_t i = 0;
    for (const double number : expected) BOOST_TEST(found.data()[i++] == number);
    BOOST_TEST(i == found.size());
}

constexpr double a[2][3] = {{1, 2, 3}, {4, 5, 6}}, b[2][2] = {{1, -1}, {2, 0.5}};

}  // namespace

BOOST_AUTO_TEST_CASE(products_of_matrices) {
    check(A * v, {3, 9}, A = a, v = {1., 1., 0.});
    check(transpose(A) * w, {-7, -8, -9}, A = a, w = {1., -2.});
    check(transpose(A) * B, {9, 1, 12, 0.5, 15, 0}, A = a, B = b);
    check(B * A, {-3, -3, -3, 4, 6.5, 9}, A = a, B = b);
    check(outer(w, v), {2, 4, 6, 3, 6, 9}, w = {2., 3.}, v = {1., 2., 3.});
    check(outer(w, A * v) * x, {6, 18, 9, 27}, w = {2., 3.}, A = a, v = {1., 1., 0.}, x = 1.0);
}

BOOST_AUTO_TEST_CASE(reductions) {
    BOOST_TEST((sum(v) * x)(v = {1., 2., 4.}, x = 2.0) == 14);
    BOOST_TEST(dot(v, v * x)(v = {1., 2., 4.}, x = 2.0) == 42);
    BOOST_TEST(squared_norm(A * v)(A = a, v = {1., 1., 0.}) == 90);
    const auto g = gradient(squared_norm(A * v), A, v)(A = a, v = {1., 1., 0.});
    BOOST_TEST(g[A](1, 0) == 18);
    BOOST_TEST(g[v][2] == 2 * (3 * 3 + 9 * 6));
}

BOOST_AUTO_TEST_CASE(parts_and_stacks) {
    check(slice<1, 2>(v) + w, {3, 5}, v = {1., 2., 4.}, w = {1., 1.});
    check(jacobian(B * w * x, w), {2, -2, 4, 1}, B = b, x = 2.0);
    check(2_c * v - x, {1, 3, 7}, v = {1., 2., 4.}, x = 1.0);
    check(diff(sum(v), v), {1, 1, 1});
    check(v, {1, 2, 4}, v = {1., 2., 4.});
}

static_assert(!on_numbers<decltype(inverse(B))>, "what has no form on numbers stays an array");
