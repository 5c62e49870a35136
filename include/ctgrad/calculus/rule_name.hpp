/// What textbooks call the rule that differentiates a node: "product rule", "derivative of sin".
#pragma once

#include <ctgrad/calculus/graph.hpp>
#include <ctgrad/core/text.hpp>

namespace ctgrad {

using rule_text = text_buffer<80>;

/// The rule of node i, as its operation's struct names it (`rule`); where that is silent,
/// "derivative of sin" of what works entry by entry, "gradient of softmax" of the others. Empty for
/// constants and variables.
constexpr rule_text rule_name(const graph& g, int i) {
    const record& r = g.nodes[i];
    rule_text out;
    if (r.count == 0) return out;
    layout l{r.extent, g.extent(g.operand(i, 0)), scalar_shape, r.p, r.q};
    if (r.count > 1) l.b = g.extent(g.operand(i, 1));
    if (r.op->rule) out << r.op->rule(l);
    else out << (r.op->kind == role::structural ? "gradient of " : "derivative of ") << r.op->name;
    return out;
}

}  // namespace ctgrad
