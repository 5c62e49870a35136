#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/cpp.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 2, 3>;

static_assert(cpp<"g">(gradient(x * sin(y), x, y)) == R"(#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

void g(double x, double y, double* d_x, double* d_y) {
    *d_x = std::sin(y);
    *d_y = x * std::cos(y);
}
)",
              "a gradient");

static_assert(cpp(A * v).ends_with(R"(
void f(const double* A /* 2 x 3 */, const double* v /* 3 */, double* result /* 2 */) {
    for (int i = 0; i < 2; ++i) {
        double sum = 0.0;
        for (int k = 0; k < 3; ++k) sum += A[3 * i + k] * v[k];
        result[i] = sum;
    }
}
)"),
              "a product of a matrix and a vector");

// What C++ or the program itself calls so, and what looks like a name that the program makes.
constexpr auto hostile = scalar<"f"> * scalar<"i"> * scalar<"class"> * scalar<"class_"> *
                         scalar<"t1"> * scalar<"_x"> * scalar<"M_PI"> * scalar<"d_i">;
static_assert(
    cpp(gradient(exp(hostile), scalar<"i">))
            .find("void f(double M_PI_, double class_, double class__, double d_i, double f_, "
                  "double i_, double t1,\n      double v_x, double* d_i_)") !=
        std::string_view::npos,
    "names that are taken");

}  // namespace

BOOST_AUTO_TEST_CASE(functions_have_the_given_name) {
    BOOST_TEST(cpp<"slope">(diff(sin(x), x)).find("double slope(double x)") !=
               std::string_view::npos);
}
