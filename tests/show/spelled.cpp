#include <type_traits>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/spelled.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 2, 3>;
constexpr auto S = symmetric<"S", 3>;

template <expression E> constexpr bool returns(E) {
    return std::is_same_v<expression_t<spelled_t<E>>, E>;
}

namespace s = ctgrad::spelled;
using sx = s::scalar<"x">;
using sy = s::scalar<"y">;

static_assert(
    std::is_same_v<spelled_t<decltype(diff(sin(x) * exp(x * y), x))>,
                   s::sum<s::product<s::cos<sx>, s::exp<s::product<sx, sy>>>,
                          s::product<s::product<sy, s::sin<sx>>, s::exp<s::product<sx, sy>>>>>,
    "a derivative");
static_assert(
    std::is_same_v<spelled_t<decltype(A * sqrt(v))>,
                   s::matrix_product<s::matrix<"A", 2, 3>, s::power<s::vector<"v", 3>, 1, 2>>>,
    "a product of a matrix");
static_assert(std::is_same_v<spelled_t<decltype(0.5_c * x)>, s::product<s::constant<1, 2>, sx>>,
              "a constant");

}  // namespace

BOOST_AUTO_TEST_CASE(back_again) {
    BOOST_TEST(returns(x));
    BOOST_TEST(returns(2_c + x / 3_c));
    BOOST_TEST(returns(diff(sin(x) * exp(x * y) / sqrt(1_c + square(y)), x, y)));
    BOOST_TEST(returns(erf(x) + diff(erf(x), x)));
    BOOST_TEST(returns(select(x < y, clamp(x, y, 1_c), polygamma(1_c, x))));
    BOOST_TEST(returns(softmax(A * v)));
    BOOST_TEST(returns(S * v + transpose(A) * slice<1, 2>(v)));
    BOOST_TEST(returns(jacobian(sin(v), v)));
    BOOST_TEST(returns(one_hot<4>(x)));
    BOOST_TEST(returns(diagonal(v) + outer(v, v)));
    BOOST_TEST(returns(diff(element<1>(v) * x, v)));
    BOOST_TEST(returns(diff(sum(v), v)));
    BOOST_TEST(returns(jacobian(concat(v, x), x)));
    constexpr auto loop = scan<3>(carry(x, y, x * scalar<"u">), each(scalar<"u">, v), emit(x));
    BOOST_TEST(returns(loop.last(x)));
    BOOST_TEST(returns(diff(loop.last(x), y)));
}

BOOST_AUTO_TEST_CASE(types_written_by_hand) {
    using product = expression_t<s::product<sx, sx>>;  // as it stands, and not a square
    BOOST_TEST(text(product{}) == "x * x");
    BOOST_TEST(product{}(x = 3.0) == 9.0);
    BOOST_TEST(text(expression_t<s::sin<s::scalar<"unheard_of">>>{}) == "sin(unheard_of)");
}
