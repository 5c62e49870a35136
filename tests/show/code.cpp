#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/python.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto z = scalar<"z">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 3, 3>;

static_assert(detail::level_of_pattern("f({0} + {1})") == precedence::call &&
                  detail::level_of_pattern("{0} @ {1}") == precedence::product &&
                  detail::level_of_pattern("1 - {0} * {1}") == precedence::sum,
              "the loosest operator outside of brackets");

/// What the last line returns.
template <computation X> constexpr std::string_view returned(X shown) {
    const std::string_view all = python(shown);
    return all.substr(all.rfind("return ") + 7, all.size() - all.rfind("return ") - 8);
}

static_assert(returned((x + y) * z) == "z * (x + y)", "a sum in a product");
static_assert(returned(x - y * z) == "x - y * z", "a product in a sum");
static_assert(returned(-x) == "-x" && returned(x / (y * z)) == "x / y / z", "signs, quotients");
static_assert(returned(x - 2_c / 3_c * y) == "x - (2 / 3) * y", "a fraction as a factor");
static_assert(returned(exp(x + y)) == "np.exp(x + y)", "an argument needs no brackets");
static_assert(returned(A * (A * v)) == "A @ (A @ v)", "products as they are computed");
static_assert(returned(transpose(A) * v) == "A.T @ v", "a transposed matrix");
static_assert(returned(pow(x + y, 4_c)) == "(x + y) ** 4", "a power of a sum");
static_assert(returned(y - x) == "y - x", "a positive term comes first");

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_shared_is_written_once) {
    constexpr auto a = sin(x) * y;
    constexpr auto b = exp(a) + a;
    constexpr auto c = exp(b) + b;
    const std::string_view all = python(c);
    std::size_t count = 0;
    for (std::size_t at = 0; (at = all.find("np.sin", at)) != std::string_view::npos; ++at) ++count;
    BOOST_TEST(count == 1u);
}
