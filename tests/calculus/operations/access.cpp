#include <array>

#include <ctgrad/calculus/operations/access.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto v = vector<"v", 4>;
constexpr auto A = matrix<"A", 2, 3>;
constexpr std::array values{1.0, 2.0, 3.0, 4.0};
constexpr std::array entries{1.0, 2.0, 3.0, 4.0, 5.0, 6.0};

template <class U, class V> constexpr bool same(U, V) { return std::is_same_v<U, V>; }

}  // namespace

BOOST_AUTO_TEST_CASE(parts_of_parts) {
    static_assert(same(element<1>(slice<1, 3>(v)), element<2>(v)));
    static_assert(same(slice<0, 4>(v), v));
    static_assert(same(slice<1, 1>(slice<1, 2>(v)), slice<2, 1>(v)));
    static_assert(same(element<0>(x), x));
    static_assert(slice<1, 1>(v).extent() == vector_shape(1));
}

BOOST_AUTO_TEST_CASE(values_of_parts) {
    BOOST_TEST(element<3>(v)(v = values) == 4.0);
    BOOST_TEST((element<1, 2>(A))(A = entries) == 6.0);
    BOOST_TEST((slice<1, 2>(v)(v = values) == tensor<double, 2>{2, 3}));
    BOOST_TEST((concat(x, v, x)(v = values, x = 9.0) == tensor<double, 6>{9, 1, 2, 3, 4, 9}));
    BOOST_TEST((concat(A, A)(A = entries)(3, 1) == 5.0));
}

BOOST_AUTO_TEST_CASE(rows_of_matrices) {
    constexpr auto all = concat(A, A);
    static_assert(slice<1, 2>(all).extent() == matrix_shape(2, 3));
    static_assert(same(slice<1, 1>(slice<1, 3>(all)), slice<2, 1>(all)));
    static_assert(same(slice<0, 2>(A), A) && same(element<0, 2>(slice<1, 1>(A)), element<1, 2>(A)));
    static_assert(text(slice<1, 1>(A)) == "slice(A, 1, 1)");
    BOOST_TEST((slice<1, 1>(A)(A = entries) == tensor<double, 1, 3>{4, 5, 6}));
    BOOST_TEST((diff(sum(square(slice<1, 1>(A))), A)(A = entries) ==
                tensor<double, 2, 3>{0, 0, 0, 8, 10, 12}));
}

BOOST_AUTO_TEST_CASE(derivatives_of_parts) {
    BOOST_TEST((diff(element<2>(v), v)(v = values) == tensor<double, 4>{0, 0, 1, 0}));
    BOOST_TEST((diff(square(element<2>(v)), v)(v = values) == tensor<double, 4>{0, 0, 6, 0}));
    BOOST_TEST((diff(sum(slice<1, 2>(v)), v)(v = values) == tensor<double, 4>{0, 1, 1, 0}));
    static_assert(text(diff(element<0>(v) * element<1>(v), v)) ==
                  "stack(element(v, 1), element(v, 0), 0, 0)");
    static_assert(same(jacobian(concat(slice<0, 2>(v), slice<2, 2>(v)), x), 0_c * v));
}

BOOST_AUTO_TEST_CASE(rows_of_matrices_keep_their_shape) {
    constexpr auto B = matrix<"B", 1, 3>;
    constexpr auto both = concat(A, B);
    static_assert(both.extent() == matrix_shape(3, 3));
    static_assert(diff(trace(both), B).extent() == matrix_shape(1, 3));
    BOOST_TEST((diff(trace(both), B)(A = entries) == tensor<double, 1, 3>{0, 0, 1}));
    BOOST_TEST((diff(trace(both), A)(A = entries) == tensor<double, 2, 3>{1, 0, 0, 0, 1, 0}));
}

BOOST_AUTO_TEST_CASE(entries_of_a_product) {
    constexpr auto B = matrix<"B", 3, 2>;
    const auto by_B = diff(element<0, 1>(A * B), B)(A = entries, B = entries);
    BOOST_TEST((by_B == tensor<double, 3, 2>{0, 1, 0, 2, 0, 3}));
    static_assert(same(diff(element<1>(A * slice<0, 3>(v)), x), 0_c));
}

BOOST_AUTO_TEST_CASE(stacked_again) {
    graph g;
    const node u{&g, leaf(g, descriptor<operations::variable>, vector_shape(3), "u")};
    list<int> all;
    for (int i = 0; i < 3; ++i) all.push(operations::slice::make(u, i, scalar_shape).index);
    BOOST_TEST(operations::stack::make(g, all, vector_shape(3)).index == u.index);
    all[1] = all[0];
    BOOST_TEST(operations::stack::make(g, all, vector_shape(3)).index != u.index);
}
