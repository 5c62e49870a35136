#include <ctgrad/show/page_steps.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(arrays_are_written_out_where_they_are_small) {
    BOOST_TEST(detail::numbers_math(scalar_shape, {-2}) == "<mn>−2</mn>");
    BOOST_TEST(detail::numbers_math(vector_shape(2), {1, 2}) ==
               "<mrow><mo>(</mo><mn>1</mn><mo>,</mo><mn>2</mn><mo>)</mo></mrow>");
    BOOST_TEST(detail::numbers_math(matrix_shape(1, 2), {1, 2}).find("<mtd><mn>2</mn></mtd>") !=
               std::string::npos);
    BOOST_TEST(detail::numbers_math(vector_shape(9), std::vector<double>(9, 2.0)) ==
               "<mtext>9, from 2 to 2, norm 6</mtext>");
}

BOOST_AUTO_TEST_CASE(forward_then_loss_then_backward_then_update) {
    study_report r;
    r.nodes.push_back({.name = "w",
                       .name_math = "<mi>w</mi>",
                       .variable = true,
                       .parameter = true,
                       .value = {2},
                       .adjoint = {3}});
    r.nodes.push_back({.name = "v",
                       .name_math = "<mi>v</mi>",
                       .rule = "power rule",
                       .value = {4},
                       .adjoint = {1},
                       .inputs = {{.node = 0, .part = {1}}}});
    r.nodes.push_back({.name = "L",
                       .name_math = "<mi>L</mi>",
                       .rule = "sum rule",
                       .value = {6},
                       .adjoint = {1},
                       .inputs = {{.node = 0, .part = {2}}, {.node = 1, .part = {1}}}});
    r.parameters.push_back(
        {.node = 0, .name = "w", .value = {2}, .gradient = {3}, .updated = {1.7}});
    const std::string steps = detail::step_writer(r).write();
    std::string order;
    for (auto at = steps.find("<h3>"); at != std::string::npos; at = steps.find("<h3>", at + 1))
        order += steps.substr(at + 4, steps.find('<', at + 4) - at - 4) + "; ";
    BOOST_TEST(order == "What is given; Forward: v; The value: L; Backward through L; "
                        "Backward through v; Update: w; After the update; ");
    // The adjoint of w is complete once v has passed on its part, and not before.
    BOOST_TEST(steps.find("data-adjoints=\"2 1 \"") != std::string::npos);
    BOOST_TEST(steps.find("data-adjoints=\"0 \"") > steps.find("Backward through L"));
    BOOST_TEST(steps.find("one of 2 parts that are added, through v") != std::string::npos);
}
