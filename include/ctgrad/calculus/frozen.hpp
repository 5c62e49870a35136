/// A graph as a constant: what a pass hands on to the next.
#pragma once

#include <ctgrad/calculus/graph.hpp>

namespace ctgrad {

struct graph_view;

/// The nodes some outputs need, in topological order, as plain arrays.
template <int Nodes, int Pool, int Outputs> struct frozen_graph {
    static constexpr int count = Nodes;
    static constexpr int output_count = Outputs;

    record nodes[Nodes > 0 ? Nodes : 1]{};
    int pool[Pool > 0 ? Pool : 1]{};
    int outputs[Outputs > 0 ? Outputs : 1]{};

    constexpr int operand(int node, int k) const {
        const record& r = nodes[node];
        return r.count <= 3 ? r.operand[k] : pool[r.operand[0] + k];
    }

    constexpr identity operand_id(int node, int k) const { return nodes[operand(node, k)].id; }

    constexpr operator graph_view() const;

    /// A growing copy of it, in which every node has the same index.
    constexpr void thaw(graph& g) const { g.take(nodes, Nodes, pool, Pool); }
};

/// A frozen graph of any size: compilers read a pass over it once, and not for every graph anew.
struct graph_view {
    const record* nodes;
    const int* pool;
    const int* outputs;
    int count;
    int output_count;

    constexpr int operand(int node, int k) const {
        const record& r = nodes[node];
        return r.count <= 3 ? r.operand[k] : pool[r.operand[0] + k];
    }
};

template <int Nodes, int Pool, int Outputs>
constexpr frozen_graph<Nodes, Pool, Outputs>::operator graph_view() const {
    return {nodes, pool, outputs, Nodes, Outputs};
}

namespace detail {

struct extents {
    int nodes = 0;
    int pool = 0;
    int outputs = 0;
};

/// New index of every node that the outputs need, -1 for the others.
constexpr extents number_live(const graph& g, const list<int>& outputs, list<int>& index) {
    index.resize(g.nodes.size, -1);
    for (int i : outputs) index.data[i] = 0;
    extents result{0, 0, outputs.size};
    for (int i = g.nodes.size - 1; i >= 0; --i) {
        const record& r = g.nodes.data[i];
        if (index.data[i] < 0) continue;
        if (r.count <= 3)
            for (int k = 0; k < r.count; ++k) index.data[r.operand[k]] = 0;
        else {
            for (int k = 0; k < r.count; ++k) index.data[g.operand(i, k)] = 0;
            result.pool += r.count;
        }
    }
    for (int i = 0; i < g.nodes.size; ++i)
        if (index.data[i] == 0) index.data[i] = result.nodes++;
    return result;
}

/// Whether a pass is run in stages, each a constant of its own: compilers limit how long the
/// evaluation of one takes. Such a pass has
///   static constexpr void start(graph&, list<int>& notes);
///   static constexpr bool advance(graph&, list<int>& notes);  // true: it is done
///   static constexpr void finish(graph&, list<int>& notes, list<int>& outputs);
/// and perhaps the `expected_room`, a guess at how many nodes and notes there will be.
template <class Pass> constexpr bool in_stages() {
    if constexpr (requires { Pass::in_stages; }) return Pass::in_stages;
    else return false;
}

/// A whole graph between two stages, and what the pass notes for the next. A stage works in a copy
/// of what the one before it left: made as a whole, it costs little.
template <int Room> struct stage_result {
    static constexpr int room = Room;

    int node_count = 0;
    int pool_count = 0;
    int note_count = 0;
    bool done = false;
    record nodes[Room]{};
    int pool[Room]{};
    int notes[Room]{};

    constexpr stage_result() = default;
    template <int Other> constexpr explicit stage_result(const stage_result<Other>& before)
        : node_count(before.node_count),
          pool_count(before.pool_count),
          note_count(before.note_count) {
        copy_elements(nodes, before.nodes, node_count);
        copy_elements(pool, before.pool, pool_count);
        copy_elements(notes, before.notes, note_count);
    }

    constexpr int needed() const {
        const int most = node_count > pool_count ? node_count : pool_count;
        return most > note_count ? most : note_count;
    }
    /// The graph and the notes, in the memory of this.
    constexpr void lend(graph& g, list<int>& noted) {
        g.nodes.borrow(nodes, node_count, Room);
        g.pool.borrow(pool, pool_count, Room);
        noted.borrow(notes, note_count, Room);
        g.index_nodes();
    }
    constexpr void keep(const graph& g, const list<int>& noted) {
        node_count = g.nodes.size;
        pool_count = g.pool.size;
        note_count = noted.size;
        if (needed() > Room) return;
        if (!g.nodes.lent) copy_elements(nodes, g.nodes.data, node_count);
        if (!g.pool.lent) copy_elements(pool, g.pool.data, pool_count);
        if (!noted.lent) copy_elements(notes, noted.data, note_count);
    }
};

template <class Pass, int Stage, int Room> constexpr auto run_stage();

template <class Pass, int Stage, int Room>
inline constexpr auto stage_in = run_stage<Pass, Stage, Room>();

template <class Pass, int Stage> constexpr int room_of_stage();

/// The result of a stage, again with more room where the guess was too small.
template <class Pass, int Stage, int Room = room_of_stage<Pass, Stage>()>
constexpr const auto& stage() {
    constexpr int needed = stage_in<Pass, Stage, Room>.needed();
    if constexpr (needed <= Room) return stage_in<Pass, Stage, Room>;
    else return stage<Pass, Stage, needed>();
}

/// For a stage's nodes: as much as the stage before had, where that will do.
template <class Pass, int Stage> constexpr int room_of_stage() {
    if constexpr (Stage > 0) {
        constexpr const auto& before = stage<Pass, Stage - 1>();
        constexpr int needed = before.needed() + 1024;
        return needed <= before.room ? before.room : 2 * needed;
    } else if constexpr (requires { Pass::expected_room; }) return Pass::expected_room;
    else return 1024;
}

template <class Pass, int Stage, int Room> constexpr stage_result<Room> before_stage() {
    if constexpr (Stage == 0) return {};
    else return stage_result<Room>(stage<Pass, Stage - 1>());
}

template <class Pass, int Stage, int Room> constexpr auto run_stage() {
    auto result = before_stage<Pass, Stage, Room>();
    graph g;
    list<int> notes;
    result.lend(g, notes);
    if constexpr (Stage == 0) Pass::start(g, notes);
    else result.done = Pass::advance(g, notes);
    result.keep(g, notes);
    return result;
}

template <class Pass, int Stage = 0> constexpr int last_stage() {
    if constexpr (stage<Pass, Stage>().done) return Stage;
    else return last_stage<Pass, Stage + 1>();
}

/// What a pass leaves, in room for a number of nodes that was guessed; `size` is what it takes.
template <int Room, int Pool> struct roomy_graph {
    extents size{};
    record nodes[Room]{};
    int pool[Pool]{};
    int outputs[Room]{};
};

/// The nodes that outputs need; if they do not fit, only how many they are.
template <int Room>
constexpr auto live_part(const graph& g, const list<int>& outputs) {
    list<int> index;
    roomy_graph<Room, 2 * Room> result;
    result.size = number_live(g, outputs, index);
    if (result.size.nodes > Room || result.size.pool > 2 * Room || outputs.size > Room)
        return result;
    int pool = 0;
    for (int i = 0; i < g.nodes.size; ++i) {
        if (index.data[i] < 0) continue;
        record& r = result.nodes[index.data[i]];
        r = g.nodes.data[i];
        if (r.count <= 3)
            for (int k = 0; k < r.count; ++k) r.operand[k] = index.data[r.operand[k]];
        else {
            for (int k = 0; k < r.count; ++k) result.pool[pool + k] = index.data[g.operand(i, k)];
            r.operand[0] = pool;
            pool += r.count;
        }
    }
    for (int i = 0; i < outputs.size; ++i) result.outputs[i] = index.data[outputs[i]];
    return result;
}

template <class Pass, int Room> constexpr auto run_pass() {
    if constexpr (in_stages<Pass>()) {
        auto last = stage<Pass, last_stage<Pass>()>();
        graph g;
        list<int> notes, outputs;
        last.lend(g, notes);
        Pass::finish(g, notes, outputs);
        return live_part<Room>(g, outputs);
    } else {
        graph g;
        list<int> outputs;
        Pass::run(g, outputs);
        return live_part<Room>(g, outputs);
    }
}

template <class Pass, int Room> inline constexpr auto passed = run_pass<Pass, Room>();

template <extents Size, class Roomy> constexpr auto shrunk(const Roomy& from) {
    frozen_graph<Size.nodes, Size.pool, Size.outputs> result;
    copy_elements(result.nodes, from.nodes, Size.nodes);
    copy_elements(result.pool, from.pool, Size.pool);
    copy_elements(result.outputs, from.outputs, Size.outputs);
    return result;
}

/// How many nodes a pass is expected to leave: what its stages made; for one that knows no better,
/// as many as are cheap.
template <class Pass> constexpr int expected_nodes() {
    if constexpr (in_stages<Pass>()) return stage<Pass, last_stage<Pass>()>().needed() + 16;
    else if constexpr (requires { Pass::expected_nodes; }) return Pass::expected_nodes;
    else return 512;
}

/// So many for each node of an expression's tree. A tree that is large shares most of its nodes.
constexpr int expected_of_tree(int size, int for_each) {
    return size < 4000 ? for_each * size + 32 : 1024;
}

/// Runs a pass, again with more room where the guess was too small.
template <class Pass, int Room = expected_nodes<Pass>()> constexpr auto freeze() {
    constexpr extents size = passed<Pass, Room>.size;
    if constexpr (size.nodes <= Room && size.pool <= 2 * Room && size.outputs <= Room)
        return shrunk<size>(passed<Pass, Room>);
    else {
        constexpr int most = size.nodes > size.outputs ? size.nodes : size.outputs;
        return freeze<Pass, (most > size.pool ? most : size.pool)>();
    }
}

}  // namespace detail

/// The outputs of a pass and all they need. A pass is a struct with
/// `static constexpr void run(graph&, list<int>& outputs)`, or with stages (detail::in_stages), and
/// perhaps the number of `expected_nodes`, as running it again takes as long again.
template <class Pass> inline constexpr auto frozen = detail::freeze<Pass>();

}  // namespace ctgrad
