/// The least that any content-addressed differentiation must cost to compile: five operations, no
/// simplification beyond 0 and 1, no labels, no shapes, no messages. compile_time.py measures the
/// library against it.
#pragma once

#include <cmath>
#include <utility>

#include <ctgrad/core/config.hpp>
#include <ctgrad/core/hash.hpp>

namespace reference {

using ctgrad::identity;
using ctgrad::mix;
enum class op : unsigned char { variable, constant, add, subtract, multiply, sin, cos };

// --- types: expr<Id>, and a definition per Id ---

CTGRAD_REGISTRY_BEGIN
template <identity Id> struct key {
    friend constexpr auto definition_of(key<Id>);
};
template <identity Id, op Op, identity A, identity B> struct define {
    static constexpr op kind = Op;
    static constexpr identity a = A, b = B;
    friend constexpr auto definition_of(key<Id>) { return define{}; }
};
CTGRAD_REGISTRY_END

template <identity Id> struct expr {};

template <op Op, identity A, identity B = 0> constexpr auto make() {
    constexpr identity id = mix(mix(static_cast<identity>(Op) + 1, A), B);
    static_assert(sizeof(define<id, Op, A, B>) > 0);
    return expr<id>{};
}

template <identity A, identity B> constexpr auto operator+(expr<A>, expr<B>) {
    return make<op::add, A, B>();
}
template <identity A, identity B> constexpr auto operator-(expr<A>, expr<B>) {
    return make<op::subtract, A, B>();
}
template <identity A, identity B> constexpr auto operator*(expr<A>, expr<B>) {
    return make<op::multiply, A, B>();
}
template <identity A> constexpr auto sin(expr<A>) { return make<op::sin, A>(); }
template <identity A> constexpr auto square(expr<A> a) { return a * a; }
template <int I> constexpr auto variable = make<op::variable, I>();
template <int Value> constexpr auto constant = make<op::constant, Value>();

// --- the graph as a value ---

template <class T> struct array {
    T* data = nullptr;
    int size = 0, room = 0;
    constexpr ~array() { delete[] data; }
    constexpr void push(T value) {
        if (size == room) {
            room = room == 0 ? 64 : 2 * room;
            T* larger = new T[static_cast<unsigned>(room)]{};
            for (int i = 0; i < size; ++i) larger[i] = data[i];
            delete[] data;
            data = larger;
        }
        data[size++] = value;
    }
    constexpr void fill(int count, T value) {
        delete[] data;
        data = new T[static_cast<unsigned>(count)]{};
        size = room = count;
        if (value != T{})
            for (int i = 0; i < count; ++i) data[i] = value;
    }
};

struct node {
    op kind{};
    int a = -1, b = -1;
    double value = 0;
};

struct graph {
    array<node> nodes{};
    array<int> table{};

    constexpr graph() { table.fill(256, -1); }
    constexpr unsigned slot_of(const node& n) const {
        const unsigned h = static_cast<unsigned>(n.kind) * 0x9E3779B1u ^
                           static_cast<unsigned>(n.a) * 0x85EBCA6Bu ^
                           static_cast<unsigned>(n.b) * 0xC2B2AE35u ^
                           static_cast<unsigned>(static_cast<long>(n.value)) * 0x27D4EB2Fu;
        return (h ^ h >> 15) & static_cast<unsigned>(table.size - 1);
    }
    constexpr int add(node n) {
        unsigned slot = slot_of(n);
        for (int i; (i = table.data[slot]) >= 0;
             slot = (slot + 1) & static_cast<unsigned>(table.size - 1)) {
            const node& old = nodes.data[i];
            if (old.kind == n.kind && old.a == n.a && old.b == n.b && old.value == n.value)
                return i;
        }
        table.data[slot] = nodes.size;
        nodes.push(n);
        if (2 * nodes.size > table.size) {
            table.fill(2 * table.size, -1);
            for (int i = 0; i < nodes.size; ++i) {
                unsigned s = slot_of(nodes.data[i]);
                while (table.data[s] >= 0) s = (s + 1) & static_cast<unsigned>(table.size - 1);
                table.data[s] = i;
            }
        }
        return nodes.size - 1;
    }
    constexpr int number(double value) { return add({op::constant, -1, -1, value}); }
    constexpr bool is(int i, double value) const {
        return nodes.data[i].kind == op::constant && nodes.data[i].value == value;
    }
    constexpr int sum(int a, int b) {
        return a == b ? product(number(2), a) : add({op::add, a, b});
    }
    constexpr int product(int a, int b) {
        return is(a, 1) ? b : is(b, 1) ? a : add({op::multiply, a, b});
    }

    constexpr void pass(array<int>& adjoint, int to, int part) {
        if (nodes.data[to].kind == op::constant) return;
        int& all = adjoint.data[to];
        all = all < 0 ? part : sum(all, part);
    }
    constexpr void reverse(int root, array<int>& adjoint) {
        adjoint.fill(root + 1, -1);
        adjoint.data[root] = number(1);
        for (int i = root; i >= 0; --i) {
            const node n = nodes.data[i];
            const int g = adjoint.data[i];
            if (g < 0) continue;
            if (n.kind == op::add) pass(adjoint, n.a, g), pass(adjoint, n.b, g);
            if (n.kind == op::subtract)
                pass(adjoint, n.a, g), pass(adjoint, n.b, product(number(-1), g));
            if (n.kind == op::multiply)
                pass(adjoint, n.a, product(g, n.b)), pass(adjoint, n.b, product(g, n.a));
            if (n.kind == op::sin) pass(adjoint, n.a, product(g, add({op::cos, n.a})));
        }
    }
};

// --- from types to the graph ---

struct loader {
    using action = void (*)(loader&);
    graph& g;
    array<identity> ids{};
    array<int> indices{};  ///< 1 + index, 0 where there is none
    array<action> stack{};

    constexpr loader(graph& to) : g(to) {
        ids.fill(16384, 0);
        indices.fill(16384, 0);
    }
    constexpr int& index(identity id) {
        unsigned slot = static_cast<unsigned>(id) & 16383u;
        while (ids.data[slot] != 0 && ids.data[slot] != id) slot = (slot + 1) & 16383u;
        ids.data[slot] = id;
        return indices.data[slot];
    }
    template <identity Id> static constexpr void visit(loader& l) {
        using d = decltype(definition_of(key<Id>{}));
        if (l.index(Id) > 0) return;
        if constexpr (d::kind == op::variable)
            l.index(Id) = 1 + l.g.add({d::kind, static_cast<int>(d::a)});
        else if constexpr (d::kind == op::constant)
            l.index(Id) = 1 + l.g.number(static_cast<double>(d::a));
        else {
            const int a = l.index(d::a) - 1;
            int b = -1;
            if constexpr (d::b != 0) b = l.index(d::b) - 1;
            if (a < 0 || (d::b != 0 && b < 0)) {
                l.stack.push(&visit<Id>);
                if constexpr (d::b != 0) l.stack.push(&visit<d::b>);
                l.stack.push(&visit<d::a>);
            } else l.index(Id) = 1 + l.g.add({d::kind, a, b});
        }
    }
    template <identity Id> constexpr int load() {
        stack.push(&visit<Id>);
        while (stack.size > 0) stack.data[--stack.size](*this);
        return index(Id) - 1;
    }
};

// --- a program: live nodes in order, straight-line code ---

template <int Steps, int Outputs> struct program {
    node steps[Steps]{};
    int outputs[Outputs]{};
};

template <identity F> constexpr void differentiate(graph& g, array<int>& outputs, array<int>& live,
                                                   int variables) {
    const int root = loader(g).load<F>();
    array<int> adjoint;
    g.reverse(root, adjoint);
    outputs.push(root);
    for (int i = 0; i < variables; ++i) outputs.push(adjoint.data[g.add({op::variable, i})]);
    live.fill(g.nodes.size, -1);
    for (int i = 0; i < outputs.size; ++i) live.data[outputs.data[i]] = 0;
    for (int i = g.nodes.size - 1; i >= 0; --i) {
        const node& n = g.nodes.data[i];
        if (live.data[i] < 0 || n.kind == op::variable) continue;
        if (n.a >= 0) live.data[n.a] = 0;
        if (n.b >= 0) live.data[n.b] = 0;
    }
    int count = 0;
    for (int i = 0; i < live.size; ++i)
        if (live.data[i] == 0) live.data[i] = count++;
    live.push(count);
}

template <identity F, int Variables> constexpr int measure() {
    graph g;
    array<int> outputs, live;
    differentiate<F>(g, outputs, live, Variables);
    return live.data[live.size - 1];
}

template <identity F, int Variables, int Steps> constexpr auto emit() {
    graph g;
    array<int> outputs, live;
    differentiate<F>(g, outputs, live, Variables);
    program<Steps, Variables + 1> result;
    for (int i = 0; i < g.nodes.size; ++i) {
        if (live.data[i] < 0) continue;
        node n = g.nodes.data[i];
        if (n.kind != op::variable && n.a >= 0) n.a = live.data[n.a];
        if (n.b >= 0) n.b = live.data[n.b];
        result.steps[live.data[i]] = n;
    }
    for (int i = 0; i <= Variables; ++i) result.outputs[i] = live.data[outputs.data[i]];
    return result;
}

template <identity F, int Variables>
inline constexpr auto code = emit<F, Variables, measure<F, Variables>()>();

template <op Op> CTGRAD_INLINE void step(double* v, int i, int a, int b, double value,
                                         const double* in) {
    if constexpr (Op == op::variable) v[i] = in[a];
    else if constexpr (Op == op::constant) v[i] = value;
    else if constexpr (Op == op::add) v[i] = v[a] + v[b];
    else if constexpr (Op == op::subtract) v[i] = v[a] - v[b];
    else if constexpr (Op == op::multiply) v[i] = v[a] * v[b];
    else if constexpr (Op == op::sin) v[i] = std::sin(v[a]);
    else v[i] = std::cos(v[a]);
}

template <const auto& Code, int... I, int... O>
CTGRAD_INLINE void run(const double* in, double* out, std::integer_sequence<int, I...>,
                       std::integer_sequence<int, O...>) {
    double v[sizeof...(I)];
    const int done[] = {
        (step<Code.steps[I].kind>(v, I, Code.steps[I].a, Code.steps[I].b, Code.steps[I].value, in),
         0)...};
    const int stored[] = {((out[O] = v[Code.outputs[O]]), 0)...};
    static_cast<void>(done);
    static_cast<void>(stored);
}

template <int Variables, identity F> void gradient(expr<F>, const double* in, double* out) {
    constexpr const auto& c = code<F, Variables>;
    run<c>(in, out,
           std::make_integer_sequence<int, static_cast<int>(sizeof(c.steps) / sizeof(node))>{},
           std::make_integer_sequence<int, Variables + 1>{});
}

}  // namespace reference
