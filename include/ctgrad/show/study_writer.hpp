/// Writes the nodes of a study: formulas forward and backward, in names and in numbers.
#pragma once

#include <deque>

#include <ctgrad/calculus/rule_name.hpp>
#include <ctgrad/show/dot.hpp>
#include <ctgrad/show/study_pass.hpp>
#include <ctgrad/show/study_report.hpp>
#include <ctgrad/show/study_view.hpp>

namespace ctgrad::detail {

inline std::string string_of(const long_text& text) { return std::string(text.view()); }

/// Numbers of the graph's nodes, as study_pass leaves them; empty where there are none, or where
/// they are asked for without.
struct study_numbers {
    std::vector<std::vector<double>> value{}, adjoint{};
    std::vector<std::vector<std::vector<double>>> part{};  ///< by node and operand
    std::vector<std::vector<char>> passed{};  ///< whether there is such a part, with numbers or not

    study_numbers(const graph& g, int root, const list<bool>& active, const double*& from) {
        const std::vector<char> on_way = reached_by_adjoints(g, root, active);
        const auto reached = [&](int i) { return on_way[static_cast<std::size_t>(i)] != 0; };
        const auto take = [&](int i, bool there) {
            if (!from) return std::vector<double>{};
            const int size = g.extent(there ? i : root).size();
            std::vector<double> numbers(from, from + size);
            from += size;
            return there ? numbers : std::vector<double>{};
        };
        for (int i = 0; i <= root; ++i) value.push_back(take(i, true));
        for (int i = 0; i <= root; ++i) adjoint.push_back(take(i, reached(i)));
        for (int i = 0; i <= root; ++i) {
            part.emplace_back();
            passed.emplace_back();
            for (int k = 0; k < g.nodes[i].count; ++k) {
                const int operand = g.operand(i, k);
                passed.back().push_back(reached(i) && active[operand] && passes_on(g.nodes[i]));
                part.back().push_back(take(operand, passed.back().back() != 0));
            }
        }
    }

private:
    static std::vector<char> reached_by_adjoints(const graph& g, int root,
                                                 const list<bool>& active) {
        std::vector<char> reached(static_cast<std::size_t>(root) + 1, 0);
        reached.back() = active[root];
        for (int i = root; i >= 0; --i) {
            if (!reached[static_cast<std::size_t>(i)] || !passes_on(g.nodes[i])) continue;
            for (int k = 0; k < g.nodes[i].count; ++k)
                if (active[g.operand(i, k)]) reached[static_cast<std::size_t>(g.operand(i, k))] = 1;
        }
        return reached;
    }
};

/// Fills study_report::nodes.
class study_writer {
public:
    study_writer(study_view& view, const study_numbers& numbers, const std::string& root_name)
        : view_(view), numbers_(numbers) {
        symbols_.root = root_name;
        for (const shown_node& n : view.nodes) {
            const std::string& name = view.name[index(n.at)];
            symbols_.values[name] = numbers.value[index(n.at)];
            symbols_.adjoints[name] = numbers.adjoint[index(n.at)];
        }
    }

    std::vector<study_node> write() {
        std::vector<study_node> nodes;
        std::vector<int> place(view_.name.size(), -1);
        for (const shown_node& n : view_.nodes) {
            place[index(n.at)] = static_cast<int>(nodes.size());
            nodes.push_back(node_of(n));
            if (nodes.back().variable) continue;
            for (study_input input : inputs_of(n)) {
                input.node = place[index(input.node)];
                nodes.back().inputs.push_back(std::move(input));
            }
        }
        return nodes;
    }

    /// The whole formula, on one line or several.
    static std::string whole(graph& g, int root, bool math) {
        long_text out;
        if (math) typeset_notation<study_style<mathml_style<>>>::write(g, root, out);
        else typeset_notation<unicode_style<>>::write(g, root, out);
        return string_of(out);
    }

private:
    static std::size_t index(int i) { return static_cast<std::size_t>(i); }

    template <class Style> std::string name(const std::string& plain) {
        long_text out;
        study_style<Style> style(out);
        style.symbols = &symbols_;
        style.name(plain);
        return string_of(out);
    }

    /// Empty, where numbers are asked for and something is no number.
    template <class Style> std::string formula(int i, bool definition, bool numbers = false) {
        view_.extend();
        long_text out;
        mathematics<study_style<Style>> m(view_.g, out, &view_.names);
        m.out.symbols = &symbols_;
        m.out.numbers = numbers;
        m.write(i, tightness::loose, definition);
        return m.out.complete ? string_of(out) : std::string();
    }

    study_node node_of(const shown_node& n) {
        const record& r = view_.at(n.at);
        study_node node;
        node.name = name<unicode_style<>>(view_.name[index(n.at)]);
        node.name_math = name<mathml_style<>>(view_.name[index(n.at)]);
        node.extent = r.extent;
        node.value = numbers_.value[index(n.at)];
        node.adjoint = numbers_.adjoint[index(n.at)];
        node.variable = r.op->kind == role::variable;
        if (node.variable) return node;
        node.formula = formula<mathml_style<>>(n.at, true);
        node.text = formula<unicode_style<>>(n.at, true);
        node.numbers = formula<mathml_style<>>(n.at, true, true);
        node.symbol = view_.by_layers ? node.text : symbol_of(n);
        node.rule = rule(n);
        return node;
    }

    std::string symbol_of(const shown_node& n) {
        const record& r = view_.at(n.at);
        if (r.op->kind == role::sum && n.inside.size() == 1 && view_.at(n.inside[0]).p == 0 &&
            view_.at(n.inside[0]).op->kind == role::product &&
            is_constant(view_.g, view_.g.operand(n.inside[0], 0), -1))
            return "−";
        if (r.op->kind == role::product && !n.inside.empty()) return "÷";
        if (r.op->kind == role::product && is_constant(view_.g, r.operand[0]))
            return "× " + formula<unicode_style<>>(r.operand[0], false);
        long_text out;
        write_node_label(view_.g, n.at, out);
        return string_of(out);
    }

    std::string rule(const shown_node& n) {
        std::string text(rule_name(view_.g, n.at).view());
        std::vector<std::string> said{text};
        for (auto i = n.inside.rbegin(); i != n.inside.rend(); ++i) {
            const record& r = view_.at(*i);  // a constant factor needs no rule of its own
            if (r.op->kind == role::product && is_constant(view_.g, r.operand[0])) continue;
            const std::string next(rule_name(view_.g, *i).view());
            if (std::find(said.begin(), said.end(), next) != said.end()) continue;
            if (said.size() == 4) return text + ", …";
            said.push_back(next);
            text += ", the " + next;
        }
        return text;
    }

    /// The chain rule within a node, from its adjoint to its inputs: numbers are those of the
    /// graph's nodes, added up.
    std::vector<study_input> inputs_of(const shown_node& n) {
        graph& g = view_.g;
        std::vector<int> adjoint(index(n.at) + 1, -1);
        std::vector<study_input> inputs;
        for (int i : n.inputs) inputs.push_back({i, {}, {}, {}, {}});
        adjoint[index(n.at)] = n.at == view_.root ? make_constant(g, 1) : seed(n.at);
        std::vector<int> order = n.inside;
        order.push_back(n.at);
        for (auto at = order.rbegin(); at != order.rend(); ++at) {
            const int cotangent = adjoint[index(*at)];
            if (cotangent < 0) continue;
            for (int k = 0; k < g.nodes[*at].count; ++k) {
                const int operand = g.operand(*at, k);
                if (!numbers_.passed[index(*at)][index(k)]) continue;
                int symbolic = unbroadcast(g, pulled_back(g, *at, cotangent, k), g.extent(operand));
                if (g.extent(operand).rank > 0) symbolic = gathered(g, symbolic);
                int& sum = adjoint[index(operand)];
                sum = sum < 0 ? symbolic : make_sum(g, sum, symbolic);
                for (study_input& input : inputs)
                    if (input.node == operand) add(input.part, numbers_.part[index(*at)][index(k)]);
            }
        }
        for (study_input& input : inputs) {
            const int sum = adjoint[index(input.node)];
            if (sum < 0) continue;
            const int fitted = fit(g, sum, g.extent(input.node));
            input.formula = formula<mathml_style<>>(fitted, false);
            input.text = formula<unicode_style<>>(fitted, false);
            input.numbers = formula<mathml_style<>>(fitted, false, true);
        }
        return inputs;
    }

    static void add(std::vector<double>& sum, const std::vector<double>& part) {
        if (sum.empty()) sum = part;
        else
            for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += part[i];
    }

    /// A variable that stands for the adjoint of a node.
    int seed(int i) {
        seeds_.push_back(adjoint_mark + view_.name[index(i)]);
        return leaf(view_.g, descriptor<operations::variable>, view_.g.extent(i), seeds_.back());
    }

    study_view& view_;
    const study_numbers& numbers_;
    study_symbols symbols_;
    std::deque<std::string> seeds_;  ///< their names, to which nodes refer
};

}  // namespace ctgrad::detail
