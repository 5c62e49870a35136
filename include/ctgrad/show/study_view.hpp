/// Which nodes of a graph a study shows, what it calls them, and what each is computed from.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <ctgrad/show/listing_plan.hpp>
#include <ctgrad/show/study_style.hpp>

namespace ctgrad::detail {

/// More nodes than this are shown by layers.
inline constexpr int most_shown_nodes = 60;

/// The functions that end a layer, by their names.
constexpr bool is_activation(const record& r) {
    constexpr const char* names[] = {"relu",     "leaky_relu", "elu",       "tanh",   "sigmoid",
                                     "softplus", "softsign",   "hard_tanh", "softmax"};
    return is_one_of(r.op->name, names);
}

/// A node that is shown, and how it follows from others that are: all nodes between them are its
/// inside. Node by node, that is little: the sign of a term, a reciprocal, a sum within a sum. By
/// layers, it is all that has no name of its own.
struct shown_node {
    int at = 0;                 ///< in the graph
    std::vector<int> inside{};  ///< ascending, without itself
    std::vector<int> inputs{};  ///< nodes that are shown, each once
};

struct study_view {
    graph& g;
    int root = 0;
    bool by_layers = false;
    std::vector<char> shown{};
    std::vector<int> uses{};
    std::vector<shown_node> nodes{};  ///< in the order in which they are computed
    part_names names{};               ///< as formulas write them
    std::vector<std::string> name{};  ///< per node of the graph

    /// `layers` asks for layers, even where there are few nodes.
    study_view(graph& of, int last, bool layers) : g(of), root(last) {
        count_uses();
        show_nodes();
        if (layers || count() > most_shown_nodes) show_layers();
        find_insides();
        give_names();
    }

    /// Nodes that were made since have no names.
    void extend() {
        names.letter.resize(g.nodes.size, 'v');
        names.number.resize(g.nodes.size, 0);
    }

    const record& at(int i) const { return g.nodes[i]; }
    bool leaf(int i) const { return at(i).count == 0; }

private:
    bool is(int i, role::code kind) const { return at(i).op->kind == kind; }

    void count_uses() {
        uses.assign(static_cast<std::size_t>(root) + 1, 0);
        for (int i = 0; i <= root; ++i)
            for (int k = 0; k < at(i).count; ++k) ++use(g.operand(i, k));
    }
    int& use(int i) { return uses[static_cast<std::size_t>(i)]; }
    char& show(int i) { return shown[static_cast<std::size_t>(i)]; }

    int count() const {
        int sum = 0;
        for (const char s : shown) sum += s;
        return sum;
    }

    /// Everything but constants, and what is read as a part of its user: a - b, a / b, a + b + c.
    void show_nodes() {
        shown.assign(static_cast<std::size_t>(root) + 1, 1);
        for (int i = 0; i <= root; ++i) {
            if (is(i, role::constant)) show(i) = i == root;
            for (int k = 0; k < at(i).count; ++k) {
                const int u = g.operand(i, k);
                if (leaf(u) || use(u) > 1) continue;
                const bool term = is(i, role::sum) && (is(u, role::sum) || scaled_term(u));
                const bool divisor = is(i, role::product) && is(u, role::power) && at(u).p < 0;
                const bool dot = at(i).op == &descriptor<operations::sum_of_entries> &&
                                 (is(u, role::product) || is(u, role::power));
                if (term || divisor || dot) show(u) = 0;
            }
        }
    }
    /// -a or 2 a
    bool scaled_term(int i) const {
        return is(i, role::product) && is(g.operand(i, 0), role::constant);
    }

    /// Layers, what is used more than once, and what would be too long.
    void show_layers() {
        by_layers = true;
        shown_graph copy;
        copy.outputs.push(root);
        for (const record* r = g.nodes.begin(); r != g.nodes.end(); ++r) copy.nodes.append(*r);
        for (int i : g.pool) copy.nodes.pool.push(i);
        const listing_plan<> plan(copy, g, {});
        for (int i = 0; i <= root; ++i) {
            const bool named = plan.names.number[i] > 0 || is_activation(at(i)) || use(i) > 1;
            show(i) = i == root || is(i, role::variable) || (!leaf(i) && named);
        }
        for (int i = 0; i <= root; ++i)  // what a layer's function is applied to
            if (is_activation(at(i)) && use(g.operand(i, 0)) == 1 && !leaf(g.operand(i, 0)))
                show(g.operand(i, 0)) = 0;
    }

    void find_insides() {
        for (int i = 0; i <= root; ++i) {
            if (!show(i)) continue;
            shown_node node{i};
            std::vector<int> pending{i};
            while (!pending.empty()) {
                const int n = pending.back();
                pending.pop_back();
                if (n != i) node.inside.push_back(n);
                for (int k = at(n).count; k-- > 0;) {
                    const int u = g.operand(n, k);
                    if (!show(u)) {
                        if (!leaf(u)) pending.push_back(u);
                    } else if (std::find(node.inputs.begin(), node.inputs.end(), u) ==
                               node.inputs.end())
                        node.inputs.push_back(u);
                }
            }
            std::sort(node.inside.begin(), node.inside.end());
            std::sort(node.inputs.begin(), node.inputs.end());
            nodes.push_back(std::move(node));
        }
    }

    /// What a layer applies its function to: a sum, or a product of matrices.
    bool weighted(int i) const {
        return is(i, role::sum) || at(i).op == &descriptor<operations::matrix_product>;
    }

    /// W a + b
    bool affine(int i) const {
        if (!is(i, role::sum)) return false;
        for (int k = 0; k < 2; ++k)
            if (at(g.operand(i, k)).op == &descriptor<operations::matrix_product>) return true;
        return false;
    }

    /// z and a for layers and neurons, v for others; letters that no variable has.
    void give_names() {
        extend();
        name.resize(static_cast<std::size_t>(root) + 1);
        const bool free = free_letter(g, "z") == 'z' && free_letter(g, "a") == 'a';
        const char letter = free_letter(g, "vutspqrhmn");
        int layer = 0, others = 0;
        std::vector<int> function_of(static_cast<std::size_t>(root) + 1, -1);
        for (int i = 0; i < root; ++i)
            if (is_activation(at(i))) function_of[static_cast<std::size_t>(g.operand(i, 0))] = i;
        for (int i = 0; free && i < root; ++i) {
            const int function = function_of[static_cast<std::size_t>(i)];
            if (!(function >= 0 && weighted(i)) && !affine(i)) continue;
            ++layer;
            if (show(i)) give(i, 'z', layer);
            if (function >= 0 && show(function)) give(function, 'a', layer);
        }
        for (const shown_node& n : nodes) {
            const std::size_t i = static_cast<std::size_t>(n.at);
            if (n.at == root) give(n.at, root_mark, 1);
            else if (is(n.at, role::variable)) name[i] = std::string_view(at(n.at).name);
            else if (names.number[n.at] == 0) give(n.at, letter, ++others);
        }
    }
    void give(int i, char first, int number) {
        names.letter[i] = first;
        names.number[i] = number;
        name[static_cast<std::size_t>(i)] = first + std::to_string(number);
    }
};

}  // namespace ctgrad::detail
