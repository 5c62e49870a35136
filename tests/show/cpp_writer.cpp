#include <cmath>
#include <string>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/cpp_writer.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 3, 3>;

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string_view::npos; ++at) ++found;
    return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(only_the_functions_that_are_called_stand_in_front) {
    BOOST_TEST(count(cpp(sigmoid(x)), "inline ") == 1u);
    BOOST_TEST(count(cpp(determinant(A)), "inline ") == 2u);
    BOOST_TEST(count(cpp(sin(x)), "inline ") == 0u);
}

BOOST_AUTO_TEST_CASE(a_result_is_returned_or_written) {
    BOOST_TEST(count(cpp(sin(x)), "return std::sin(x);") == 1u);
    BOOST_TEST(count(cpp(sin(v)), "result[i] = std::sin(v[i]);") == 1u);
    BOOST_TEST(count(cpp(gradient(x * sum(v), x)), "*d_x = t1;") == 1u);
    BOOST_TEST(count(cpp(2_c + 0_c * x), "return 2.0;") == 1u);
}

BOOST_AUTO_TEST_CASE(many_parameters_take_several_lines) {
    constexpr auto f = scalar<"a_long_name_of_a_parameter"> * scalar<"another_long_name"> *
                       scalar<"the_third_of_these_names"> * scalar<"number_four">;
    const std::string shown(cpp(gradient(f, scalar<"number_four">)));
    std::size_t longest = 0, start = 0;
    for (std::size_t at = 0; at < shown.size(); ++at)
        if (shown[at] == '\n') longest = std::max(longest, at - start), start = at + 1;
    BOOST_TEST(longest <= 100u);
}
