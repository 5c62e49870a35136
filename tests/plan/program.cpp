#include <ctgrad/ctgrad.hpp>
#include <ctgrad/plan/program.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto W = matrix<"W", 2, 3>;

}  // namespace

BOOST_AUTO_TEST_CASE(inputs_are_the_variables_that_are_needed) {
    constexpr const auto& code = program<detail::value_pass<decltype(W * v)::id>>;
    BOOST_TEST(code.input_count == 2);
    BOOST_TEST(code.output_count == 1);
    BOOST_CHECK(code.outputs[0] == vector_shape(2));
    bool weights = false;
    for (int i = 0; i < code.input_count; ++i)
        weights =
            weights || (code.inputs[i].name == "W" && code.inputs[i].extent == matrix_shape(2, 3));
    BOOST_TEST(weights);
}

BOOST_AUTO_TEST_CASE(equal_parts_are_computed_once) {
    constexpr auto f = exp(x * y) * sin(x * y) + cos(x * y);
    BOOST_TEST(program<detail::value_pass<f.id>>.size == 5);  // x y, exp, sin, cos, * and + at once
}

BOOST_AUTO_TEST_CASE(what_no_output_needs_is_not_computed) {
    using pass = detail::gradient_pass<false, decltype(x * x + 3_c * y)::id, x.id>;
    BOOST_TEST(program<pass>.size == 1);  // 2 * x, without the value
}
