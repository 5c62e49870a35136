// The obvious evaluation of a graph: every node in topological order by its operation's own value.
#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include <ctgrad/ctgrad.hpp>

namespace laws {

using namespace ctgrad;

using numbers = std::vector<long double>;

/// One node, whose operands are computed.
template <const auto& Graph, int I>
numbers node_value(const std::vector<numbers>& values,
                   std::map<std::string_view, numbers>& inputs) {
    static constexpr const record& r = Graph.nodes[I];
    constexpr auto size = static_cast<std::size_t>(r.extent.size());
    numbers result(size);
    const auto operand = [&](int k) -> const numbers& {
        return values[static_cast<std::size_t>(Graph.operand(I, k))];
    };
    const auto entry = [&](int k, std::size_t i) {
        return operand(k).size() == 1 ? operand(k)[0] : operand(k)[i];
    };
    constexpr auto extent_of_operand = [](int k) {
        return k < r.count ? Graph.nodes[Graph.operand(I, k)].extent : scalar_shape;
    };
    using Operation = detail::operation_with<r.op->key>;
    if constexpr (r.op->kind == role::constant)
        result.assign(size, static_cast<long double>(r.p) / static_cast<long double>(r.q));
    else if constexpr (r.op->kind == role::variable) result = inputs.at(r.name);
    else if constexpr (std::is_same_v<Operation, operations::stack>)
        for (std::size_t i = 0; i < size; ++i) result[i] = operand(static_cast<int>(i))[0];
    else if constexpr (r.op->kind == role::structural) {
        constexpr layout L{r.extent, extent_of_operand(0), extent_of_operand(1), r.p, r.q};
        if constexpr (r.count == 1)
            Operation::template evaluate<L>(result.data(), operand(0).data());
        else Operation::template evaluate<L>(result.data(), operand(0).data(), operand(1).data());
    } else
        for (std::size_t i = 0; i < size; ++i)
            if constexpr (r.op->kind == role::power)
                result[i] = Operation::template value<r.p, r.q>(entry(0, i));
            else if constexpr (r.count == 0) result[i] = Operation::template value<long double>();
            else if constexpr (r.count == 1) result[i] = Operation::value(entry(0, i));
            else if constexpr (r.count == 2) result[i] = Operation::value(entry(0, i), entry(1, i));
            else result[i] = Operation::value(entry(0, i), entry(1, i), entry(2, i));
    return result;
}

/// The outputs of a pass. `inputs` holds a value for the name of each variable.
template <class Pass> std::vector<numbers> walk(std::map<std::string_view, numbers> inputs) {
    static constexpr const auto& graph = frozen<Pass>;
    std::vector<numbers> values, outputs;
    [&]<int... I>(std::integer_sequence<int, I...>) {
        (values.push_back(node_value<graph, I>(values, inputs)), ...);
    }(std::make_integer_sequence<int, graph.count>{});
    for (const int i : graph.outputs) outputs.push_back(values[static_cast<std::size_t>(i)]);
    return outputs;
}

/// The same outputs by the pass's program.
template <class Pass> std::vector<numbers> run(std::map<std::string_view, numbers> inputs) {
    constexpr const auto& code = program<Pass>;
    std::vector<const long double*> in;
    std::vector<numbers> outputs;
    std::vector<long double*> out;
    for (int i = 0; i < code.input_count; ++i) in.push_back(inputs.at(code.inputs[i].name).data());
    for (const shape& extent : code.outputs)
        outputs.emplace_back(static_cast<std::size_t>(extent.size()), -99.0L);
    for (numbers& output : outputs) out.push_back(output.data());
    detail::run<code>(in.data(), out.data());
    return outputs;
}

}  // namespace laws
