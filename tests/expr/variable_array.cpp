#include <ctgrad/expr/variable_array.hpp>

#include <boost/hana/fold_left.hpp>
#include <boost/hana/for_each.hpp>
#include <boost/hana/unpack.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto x = scalars<"x", 3>;

}  // namespace

BOOST_AUTO_TEST_CASE(variables_by_index) {
    static_assert(same(x[0_c], scalar<"x0">));
    static_assert(same(x[std::integral_constant<int, 2>{}], scalar<"x2">));
    static_assert(same(vectors<"v", 2, 3>[1_c], vector<"v1", 3>));
    static_assert(same(matrices<"W", 2, 3, 4>[1_c], matrix<"W1", 3, 4>));
    static_assert(x.size() == 3 && matrices<"W", 2, 3, 4>.extent() == matrix_shape(3, 4));
    static_assert(latex(x[2_c]) == "x_{2}");
    // x1 of x, and the first one of an array x1, are two variables.
    static_assert(same(scalars<"x1", 2>[0_c], scalar<"x1_0">));
}

BOOST_AUTO_TEST_CASE(algorithms) {
    namespace hana = boost::hana;
    const auto [a, b, c] = x;
    static_assert(same(decltype(a * b + c){}, x[0_c] * x[1_c] + x[2_c]));
    static_assert(same(hana::unpack(x, [](auto... u) { return (u + ...); }),
                       hana::fold_left(x, 0_c, [](auto sum, auto u) { return sum + u; })));
    int count = 0;
    hana::for_each(x, [&](auto u) { count += text(u).front() == 'x'; });
    BOOST_TEST(count == 3);
    static_assert(same(sum_of<2>([](auto i) { return x[i] * x[i + 1_c]; }),
                       x[0_c] * x[1_c] + x[1_c] * x[2_c]));
}
