#include <ctgrad/show/study.hpp>

#include <array>
#include <cmath>
#include <ctgrad/expr/scan.hpp>
#include <span>

#include <boost/test/unit_test.hpp>

#include <ctgrad/expr/functions.hpp>
#include <ctgrad/nn/loss.hpp>
#include <ctgrad/nn/mlp.hpp>
#include <ctgrad/show/graph_dot.hpp>
#include <ctgrad/show/page.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto w1 = scalar<"w1">;
constexpr auto b1 = scalar<"b1">;
constexpr auto w2 = scalar<"w2">;
constexpr auto b2 = scalar<"b2">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = symmetric<"A", 3>;

constexpr std::array three{0.3, -1.2, 0.8};
constexpr std::array nine{2.0, 0.5, -0.3, 0.5, 1.5, 0.2, -0.3, 0.2, 1.1};

bool near(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b)); }

/// What all parts of a node's adjoint add up to is its adjoint; differences agree with it.
void check_sums(const study_report& r) {
    std::vector<std::vector<double>> sums(r.nodes.size());
    for (const study_node& n : r.nodes)
        for (const study_input& i : n.inputs) {
            auto& sum = sums[static_cast<std::size_t>(i.node)];
            sum.resize(i.part.empty() ? sum.size() : i.part.size());
            for (std::size_t k = 0; k < i.part.size(); ++k) sum[k] += i.part[k];
            BOOST_TEST(i.part.empty() == i.text.empty());
        }
    for (std::size_t n = 0; n + 1 < r.nodes.size(); ++n) {
        BOOST_REQUIRE(sums[n].size() == r.nodes[n].adjoint.size());
        for (std::size_t k = 0; k < sums[n].size(); ++k)
            BOOST_TEST(near(sums[n][k], r.nodes[n].adjoint[k]), r.nodes[n].name);
    }
    for (const study_parameter& p : r.parameters)
        for (const study_entry& e : p.checked)
            BOOST_TEST((e.at_kink || e.error() < 1e-7),
                       p.name << ": " << e.symbolic << " is not " << e.numeric);
}

std::string part(const study_report& r, std::string_view of, std::string_view to) {
    for (const study_input& i : r.find(of)->inputs)
        if (r.nodes[static_cast<std::size_t>(i.node)].name == to) return i.text;
    return "none";
}

}  // namespace

BOOST_AUTO_TEST_CASE(two_neurons) {
    constexpr auto J = square(relu(w2 * relu(w1 * x + b1) + b2) - y) / 2_c;
    const auto r = study(value_and_gradient(J, w1, b1, w2, b2), {.rate = 0.01, .value_name = "J"},
                         x = 1.0, y = 5.0, w1 = 2.0, b1 = 0.0, w2 = 3.0, b2 = 1.0);
    BOOST_TEST((r.value == 2 && r.find("a₁")->value[0] == 2 && r.find("z₂")->value[0] == 7));
    BOOST_TEST((r.parameters[0].gradient[0] == 6 && r.parameters[1].gradient[0] == 6 &&
                r.parameters[2].gradient[0] == 4 && r.parameters[3].gradient[0] == 2));
    BOOST_TEST(near(r.parameters[0].updated[0], 2 - 0.01 * 6));
    BOOST_TEST(
        near(r.updated_value, J(x = 1.0, y = 5.0, w1 = 1.94, b1 = -0.06, w2 = 2.96, b2 = 0.98)));
    BOOST_TEST(r.find("z₁")->text == "b₁ + v₁");
    BOOST_TEST(part(r, "a₁", "z₁") == "∂J/∂a₁ [0 < z₁]");
    BOOST_TEST(part(r, "v₂", "a₁") == "∂J/∂v₂ w₂");
    BOOST_TEST(r.find("v₂")->rule == "product rule");
    BOOST_TEST(part(r, "v₂", "y") == "none");
    BOOST_TEST((r.nodes.back().name == "J" && r.nodes.back().adjoint[0] == 1));
    BOOST_TEST((r.value_cost == cost(J) && r.parameter_count() == 4 && !r.by_layers));
    check_sums(r);
}

BOOST_AUTO_TEST_CASE(all_kinds_of_nodes) {
    constexpr auto s = dot(v, A * v);
    constexpr auto f = log(1_c + square(s)) / (2_c + x * x) - x * sum(softmax(x * v)) * floor(y) +
                       select(x < y, exp(-x) * y, sqrt(y)) + norm(v) - 2_c * element<1>(v) * y;
    const auto r = study(value_and_gradient(f, x, v, A, y), x = 0.7, y = 1.3, v = three, A = nine);
    const auto expected = value_and_gradient(f, x, v, A, y)(x = 0.7, y = 1.3, v = three, A = nine);
    BOOST_TEST(near(r.value, expected.value));
    BOOST_TEST(near(r.parameters[0].gradient[0], expected.gradient[x]));
    for (std::size_t i = 0; i < 3; ++i)
        BOOST_TEST(near(r.parameters[1].gradient[i], expected.gradient[v].data()[i]));
    for (std::size_t i = 0; i < 9; ++i)
        BOOST_TEST(near(r.parameters[2].gradient[i], expected.gradient[A].data()[i]));
    for (const study_node& n : r.nodes) BOOST_TEST((n.variable || !n.text.empty()));
    for (std::size_t p : {0u, 1u, 3u})
        for (const study_entry& e : r.parameters[p].checked) BOOST_TEST(e.error() < 1e-7);
    for (const study_entry& e : r.parameters[2].checked) BOOST_TEST(e.error() < 1e-7);
}

BOOST_AUTO_TEST_CASE(deep_networks_are_shown_by_layers) {
    using layer = nn::dense<2, 2, nn::tanh>;
    using net = nn::mlp<layer, layer, layer, layer, layer, layer, layer, layer, layer, layer, layer,
                        layer, nn::dense<2, 3>>;
    constexpr auto loss = nn::softmax_cross_entropy(net::output, y);
    constexpr double four[]{0.9, -0.4, 0.3, 1.1}, six[]{0.9, -0.4, 0.3, 1.1, -0.2, 0.5},
        two[]{0.1, -0.2}, bias[]{0.1, 0.0, -0.1};
    const auto value = [&](auto parameter) {
        if constexpr (parameter.extent().size() == 4) return std::span(four);
        else if constexpr (parameter.extent().size() == 6) return std::span(six);
        else if constexpr (parameter.extent().size() == 2) return std::span(two);
        else return std::span(bias);
    };
    const auto r = boost::hana::unpack(net::parameters, [&](auto... parameter) {
        return study(value_and_gradient(loss, parameter...), {.checked = 2}, net::input = two,
                     y = 1.0, (parameter = value(parameter))...);
    });
    BOOST_TEST(r.by_layers);
    const study_node* const a = r.find("a₁₂");
    BOOST_REQUIRE(a);
    BOOST_TEST(a->text == "tanh(b₁₂ + W₁₂a₁₁)");
    BOOST_TEST(part(r, "a₁₂", "a₁₁") == "W₁₂ᵀ(∂L/∂a₁₂ ⊙ (1 − a₁₂²))");
    BOOST_TEST(r.parameters[0].checked.size() == 2);
    check_sums(r);
}

BOOST_AUTO_TEST_CASE(every_step_of_a_loop_is_a_part_of_the_graph) {
    constexpr auto h = scalar<"h">;
    constexpr auto clauses = carry(h, x, tanh(w1 * h + y));
    constexpr auto run = scan<3>(clauses);
    const auto r = study(value_and_gradient(square(run.last(h)), w1), x = 0.7, y = 0.1, w1 = 0.5);
    const auto steps = study(value_and_gradient(square(unroll<3>(clauses).last(h)), w1), x = 0.7,
                             y = 0.1, w1 = 0.5);
    BOOST_TEST(r.value == square(run.last(h))(x = 0.7, y = 0.1, w1 = 0.5));
    BOOST_TEST(r.text == steps.text);
    BOOST_TEST(r.nodes.size() == steps.nodes.size());
    BOOST_TEST(study(value_and_gradient(square(run.last(h)), w1)).text == steps.text);
    check_sums(r);
}

BOOST_AUTO_TEST_CASE(kinks_and_what_does_not_matter) {
    const auto r = study(value_and_gradient(abs(x) + w1, x, y), x = 0.0, y = 1.0, w1 = 2.0);
    BOOST_TEST(r.parameters[0].checked[0].at_kink);
    BOOST_TEST((r.parameters[1].node == -1 && r.parameters[1].gradient[0] == 0));
    const auto only = study(value_and_gradient(x, x), x = 3.0);
    BOOST_TEST((only.value == 3 && only.parameters[0].gradient[0] == 1));
    const auto constant = study(value_and_gradient(2_c, x), x = 3.0);
    BOOST_TEST((constant.value == 2 && constant.parameters[0].gradient[0] == 0));
    check_sums(r);
}

BOOST_AUTO_TEST_CASE(formulas_where_nothing_is_bound) {
    constexpr auto J = square(relu(w2 * relu(w1 * x + b1) + b2) - y) / 2_c;
    constexpr auto gradient = value_and_gradient(J, w1, b1, w2, b2);
    const auto bound = study(gradient, {.value_name = "J"}, x = 1.0, y = 5.0, w1 = 2.0, b1 = 0.0,
                             w2 = 3.0, b2 = 1.0);
    const auto r = study(gradient, {.rate = 0.5, .value_name = "J"});
    BOOST_TEST((bound.has_numbers() && !r.has_numbers() && !study(gradient).has_numbers()));
    BOOST_TEST((r.value_cost == bound.value_cost && r.parameter_count() == 4));
    BOOST_REQUIRE(r.nodes.size() == bound.nodes.size());
    for (std::size_t n = 0; n < r.nodes.size(); ++n) {
        BOOST_TEST((r.nodes[n].text == bound.nodes[n].text && r.nodes[n].value.empty()));
        for (std::size_t i = 0; i < r.nodes[n].inputs.size(); ++i)
            BOOST_TEST(r.nodes[n].inputs[i].text == bound.nodes[n].inputs[i].text);
    }
    const auto contains = [](const std::string& text, std::string_view what) {
        return text.find(what) != std::string::npos;
    };
    BOOST_TEST(contains(forward_dot(r), "[label=\"z₁ = b₁ + v₁\"]"));
    BOOST_TEST(contains(forward_dot(r), "[label=\"v₁\"]"));
    BOOST_TEST(contains(backward_dot(r), "∂J/∂z₁ = ∂J/∂a₁ [0 < z₁]"));
    BOOST_TEST(!contains(backward_dot(r), "∂J/∂y"));
    BOOST_TEST(contains(update_dot(r), "w₁ − 0.5 · ∂J/∂w₁"));
    BOOST_TEST(contains(svg(r), ">∂J/∂a₁ = ∂J/∂v₂ w₂</text>"));
    BOOST_CHECK_EXCEPTION(html(r), std::invalid_argument, [](const std::invalid_argument& e) {
        return e.what() == std::string_view("html: a page shows numbers, and the study has none: "
                                            "bind the variables in study(...)");
    });
}

BOOST_AUTO_TEST_CASE(options_without_sense) {
    const auto with = [](const study_options& o) {
        return study(value_and_gradient(x * y, x), o, x = 1.0, y = 2.0);
    };
    const auto says = [](std::string_view text) {
        return [text](const std::invalid_argument& e) { return e.what() == text; };
    };
    BOOST_CHECK_EXCEPTION(with({.rate = HUGE_VAL}), std::invalid_argument,
                          says("study_options: the rate must be a finite number"));
    BOOST_CHECK_EXCEPTION(with({.value_name = ""}), std::invalid_argument,
                          says("study_options: the value must have a name"));
}
