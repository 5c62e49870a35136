#include <cmath>

#include <ctgrad/show/cpp_statements.hpp>

#include <ctgrad/ctgrad.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::detail;

BOOST_AUTO_TEST_CASE(a_value_goes_where_its_target_is) {
    shown_graph shown;
    constexpr auto v = vector<"v", 3>;
    shown.outputs.push(load(shown.nodes, entry_of<decltype(sin(v))::id>));
    long_text out;
    cpp_statements block(shown.nodes, out, 't', 2);
    for (const record& r : shown.nodes.nodes) {
        block.inputs.push({});
        block.inputs[block.inputs.size - 1] << std::string_view(r.name);
    }
    block.plan.plan(shown, block.print);
    const auto target = [&](std::string_view offset, bool adds) {
        cpp_target to;
        to.name << "y";
        to.offset << offset;
        to.adds = adds;
        block.targets.push(to);
    };
    target("", false);
    target("", true);
    target("3 * step1", false);
    for (int o = 0; o < 3; ++o) block.statement(shown.outputs[0], o);
    BOOST_TEST(out.view() == R"(        for (int i = 0; i < 3; ++i) y[i] = std::sin(v[i]);
        for (int i = 0; i < 3; ++i) y[i] += std::sin(v[i]);
        for (int i = 0; i < 3; ++i) y[3 * step1 + i] = std::sin(v[i]);
)");
}
