/// What the design of the library was measured with, and its bounds are multiples of: expression
/// types named by the hash of their content, and the chain rule on a graph that is a value. No
/// labels, no messages, five functions, simplification of numbers and signs alone.
/// compile_time.py measures the library against it.
#pragma once

#include <cmath>
#include <utility>

#include <ctgrad/core/config.hpp>
#include <ctgrad/core/hash.hpp>

namespace reference {

using ctgrad::identity;
using ctgrad::mix;
enum class op : unsigned char { constant, variable, add, subtract, multiply, negate, sin, cos };

// --- the graph as a value ---

template <class T> struct array {
    T* data = nullptr;
    int size = 0, room = 0;

    constexpr array() = default;
    array(const array&) = delete;
    constexpr ~array() { delete[] data; }
    constexpr void reserve(int count) {
        if (count <= room) return;
        T* larger = new T[static_cast<unsigned>(count)]{};
        for (int i = 0; i < size; ++i) larger[i] = data[i];
        delete[] data;
        data = larger;
        room = count;
    }
    constexpr void push(const T& value) {
        if (size == room) reserve(room > 0 ? 2 * room : 64);
        data[size++] = value;
    }
    constexpr void assign(int count, T value) {
        size = 0;
        reserve(count);
        for (int i = 0; i < count; ++i) data[i] = value;
        size = count;
    }
    constexpr T& operator[](int i) { return data[i]; }
    constexpr const T& operator[](int i) const { return data[i]; }
};

struct node {
    op kind{};
    int a = -1, b = -1;
    short rows = 1, columns = 1;
    double value = 0;
};

struct graph {
    array<node> nodes{};
    array<int> table{};
    unsigned mask = 255;

    constexpr graph() { table.assign(256, -1); }

    static constexpr unsigned hash(op kind, int a, int b, double value) {
        unsigned h = static_cast<unsigned>(kind) * 0x9E3779B1u ^
                     static_cast<unsigned>(a) * 0x85EBCA6Bu ^
                     static_cast<unsigned>(b) * 0xC2B2AE35u;
        if (value != 0)
            h ^= static_cast<unsigned>(static_cast<long long>(value * 1024)) * 0x27D4EB2Fu;
        return h ^ (h >> 15);
    }
    constexpr void rehash() {
        const unsigned count = (mask + 1) * 2;
        mask = count - 1;
        table.assign(static_cast<int>(count), -1);
        for (int i = 0; i < nodes.size; ++i) {
            const node& n = nodes.data[i];
            unsigned slot = hash(n.kind, n.a, n.b, n.value) & mask;
            while (table.data[slot] >= 0) slot = (slot + 1) & mask;
            table.data[slot] = i;
        }
    }
    constexpr int make(op kind, int a = -1, int b = -1, double value = 0, int rows = 1,
                       int columns = 1) {
        unsigned slot = hash(kind, a, b, value) & mask;
        for (int i; (i = table.data[slot]) >= 0; slot = (slot + 1) & mask) {
            const node& n = nodes.data[i];
            if (n.kind == kind && n.a == a && n.b == b && n.value == value && n.rows == rows &&
                n.columns == columns)
                return i;
        }
        table.data[slot] = nodes.size;
        nodes.push(node{kind, a, b, static_cast<short>(rows), static_cast<short>(columns), value});
        if (nodes.size * 2 > static_cast<int>(mask)) rehash();
        return nodes.size - 1;
    }

    constexpr int number(double value) { return make(op::constant, -1, -1, value); }
    constexpr int variable(int i) { return make(op::variable, i); }
    constexpr bool is(int i, double value) const {
        return nodes[i].kind == op::constant && nodes[i].value == value;
    }
    constexpr bool is(int i, op kind) const { return nodes.data[i].kind == kind; }
    constexpr bool is_scalar(int i) const {
        return nodes.data[i].rows * nodes.data[i].columns == 1;
    }
    constexpr int alike(op kind, int a, int b = -1) {
        return make(kind, a, b, 0, nodes[a].rows, nodes[a].columns);
    }

    constexpr int sum(int a, int b) {
        if (is(a, 0)) return b;
        if (is(b, 0)) return a;
        if (is(a, op::constant) && is(b, op::constant))
            return number(nodes[a].value + nodes[b].value);
        if (is(b, op::negate)) return difference(a, nodes[b].a);
        if (is(a, op::negate)) return difference(b, nodes[a].a);
        if (a == b && is_scalar(a)) return product(number(2), a);
        return a > b ? alike(op::add, b, a) : alike(op::add, a, b);
    }
    constexpr int difference(int a, int b) {
        if (is(b, 0)) return a;
        if (is(a, 0)) return negative(b);
        if (a == b && is_scalar(a)) return number(0);
        if (is(a, op::constant) && is(b, op::constant))
            return number(nodes[a].value - nodes[b].value);
        return alike(op::subtract, a, b);
    }
    constexpr int product(int a, int b) {
        if (is_scalar(a) && is_scalar(b)) {
            if (is(a, 1)) return b;
            if (is(b, 1)) return a;
            if (is(a, 0)) return a;
            if (is(b, 0)) return b;
            if (is(a, op::constant) && is(b, op::constant))
                return number(nodes[a].value * nodes[b].value);
            if (is(b, op::constant)) std::swap(a, b);
            if (is(a, op::constant) && is(b, op::multiply) && is(nodes[b].a, op::constant))
                return product(number(nodes[a].value * nodes[nodes[b].a].value), nodes[b].b);
            if (is(a, op::negate)) return negative(product(nodes[a].a, b));
            if (is(b, op::negate)) return negative(product(a, nodes[b].a));
            if (!is(a, op::constant) && a > b) std::swap(a, b);
        }
        return alike(op::multiply, a, b);
    }
    constexpr int negative(int a) {
        if (is(a, op::constant)) return number(-nodes[a].value);
        if (is(a, op::negate)) return nodes[a].a;
        if (is(a, op::subtract)) return alike(op::subtract, nodes[a].b, nodes[a].a);
        return alike(op::negate, a);
    }

    constexpr void pass(array<int>& adjoint, int to, int part) {
        if (is(to, op::constant)) return;
        adjoint[to] = adjoint[to] < 0 ? part : sum(adjoint[to], part);
    }
    constexpr void reverse(int root, array<int>& adjoint) {
        adjoint.assign(root + 1, -1);
        adjoint[root] = number(1);
        for (int i = root; i >= 0; --i) {
            const int g = adjoint[i];
            if (g < 0) continue;
            const node n = nodes[i];
            switch (n.kind) {
            case op::add: pass(adjoint, n.a, g), pass(adjoint, n.b, g); break;
            case op::subtract: pass(adjoint, n.a, g), pass(adjoint, n.b, negative(g)); break;
            case op::multiply:
                if (!is(n.a, op::constant)) pass(adjoint, n.a, product(g, n.b));
                if (!is(n.b, op::constant)) pass(adjoint, n.b, product(g, n.a));
                break;
            case op::negate: pass(adjoint, n.a, negative(g)); break;
            case op::sin: pass(adjoint, n.a, product(g, alike(op::cos, n.a))); break;
            case op::cos: pass(adjoint, n.a, negative(product(g, alike(op::sin, n.a)))); break;
            default: break;
            }
        }
    }
};

// --- types: expr<Id>, and a definition per Id ---

CTGRAD_REGISTRY_BEGIN
template <identity Id> struct key {
    friend constexpr auto definition_of(key<Id>);
};
template <identity Id, op Op, identity A, identity B> struct define {
    friend constexpr auto definition_of(key<Id>) { return define{}; }
    static constexpr op kind = Op;
    static constexpr identity a = A, b = B;
};
CTGRAD_REGISTRY_END

template <identity Id> struct expr {
    static constexpr identity id = Id;
};

template <op Op, identity A, identity B>
inline constexpr identity identity_of =
    mix(mix(mix(0x1234567, static_cast<identity>(Op)), A), B * 31 + 7);

template <op Op, identity A, identity B = 0> consteval auto make() {
    constexpr define<identity_of<Op, A, B>, Op, A, B> defined{};
    static_cast<void>(defined);
    return expr<identity_of<Op, A, B>>{};
}

template <identity A, identity B> consteval auto operator+(expr<A>, expr<B>) {
    return make<op::add, A, B>();
}
template <identity A, identity B> consteval auto operator-(expr<A>, expr<B>) {
    return make<op::subtract, A, B>();
}
template <identity A, identity B> consteval auto operator*(expr<A>, expr<B>) {
    return make<op::multiply, A, B>();
}
template <identity A> consteval auto sin(expr<A>) { return make<op::sin, A>(); }
template <identity A> consteval auto square(expr<A> a) { return a * a; }
template <int I> constexpr auto variable = make<op::variable, I + 1>();
template <int Value> constexpr auto constant = make<op::constant, Value + 1000000>();

// --- from types to the graph ---

struct memory {
    array<identity> keys{};
    array<int> values{};
    unsigned mask = 63;
    int count = 0;

    constexpr memory() {
        keys.assign(64, 0);
        values.assign(64, -1);
    }
    constexpr int* find(identity key) {
        unsigned i = static_cast<unsigned>(key) & mask;
        while (keys.data[i] != 0 && keys.data[i] != key) i = (i + 1) & mask;
        if (keys.data[i] == 0) {
            if (count * 2 > static_cast<int>(mask)) {
                grow();
                return find(key);
            }
            keys.data[i] = key;
            ++count;
        }
        return &values.data[i];
    }
    constexpr void grow() {
        array<identity> old_keys;
        array<int> old_values;
        old_keys.assign(static_cast<int>(mask + 1), 0);
        old_values.assign(static_cast<int>(mask + 1), -1);
        for (unsigned i = 0; i <= mask; ++i) {
            old_keys.data[i] = keys.data[i];
            old_values.data[i] = values.data[i];
        }
        const unsigned old_mask = mask;
        mask = 2 * mask + 1;
        keys.assign(static_cast<int>(mask + 1), 0);
        values.assign(static_cast<int>(mask + 1), -1);
        for (unsigned i = 0; i <= old_mask; ++i) {
            if (old_keys.data[i] == 0) continue;
            unsigned j = static_cast<unsigned>(old_keys.data[i]) & mask;
            while (keys.data[j] != 0) j = (j + 1) & mask;
            keys.data[j] = old_keys.data[i];
            values.data[j] = old_values.data[i];
        }
    }
};

/// Visits operands first, with a stack of its own: neither evaluation nor instantiation is nested.
struct loader {
    using action = void (*)(loader&);
    graph& g;
    memory known{};
    array<action> stack{};

    template <identity Id> static constexpr void visit(loader& l) {
        if (*l.known.find(Id) >= 0) return;
        using d = decltype(definition_of(key<Id>{}));
        int made = -1;
        if constexpr (d::kind == op::variable) made = l.g.variable(static_cast<int>(d::a - 1));
        else if constexpr (d::kind == op::constant)
            made = l.g.number(static_cast<double>(static_cast<long>(d::a) - 1000000));
        else {
            const int a = *l.known.find(d::a);
            int b = 0;
            if constexpr (d::b != 0) b = *l.known.find(d::b);
            if (a < 0 || b < 0) {
                l.stack.push(&visit<Id>);
                if constexpr (d::b != 0)
                    if (b < 0) l.stack.push(&visit<d::b>);
                if (a < 0) l.stack.push(&visit<d::a>);
                return;
            }
            if constexpr (d::kind == op::add) made = l.g.sum(a, b);
            else if constexpr (d::kind == op::subtract) made = l.g.difference(a, b);
            else if constexpr (d::kind == op::multiply) made = l.g.product(a, b);
            else made = l.g.alike(d::kind, a);
        }
        *l.known.find(Id) = made;
    }
    template <identity Id> constexpr int load() {
        stack.push(&visit<Id>);
        while (stack.size > 0) {
            const action next = stack[--stack.size];
            next(*this);
        }
        return *known.find(Id);
    }
};

// --- a program: live nodes in order, straight-line code ---

template <int Steps, int Outputs> struct program {
    node steps[Steps]{};
    int outputs[Outputs]{};
};

template <identity F, int Variables>
constexpr void differentiate(graph& g, array<int>& outputs) {
    loader l{g};
    const int root = l.load<F>();
    array<int> adjoint, place;
    g.reverse(root, adjoint);
    outputs.push(root);
    for (int i = 0; i < Variables; ++i) place.push(-1);
    for (int i = 0; i <= root; ++i)
        if (g.is(i, op::variable)) place[g.nodes[i].a] = i;
    for (int i = 0; i < Variables; ++i) outputs.push(adjoint[place[i]]);
}

/// Where each node that an output needs stands in the program, -1 for others; how many there are.
constexpr int place_of_live(const graph& g, const array<int>& outputs, array<int>& place) {
    place.assign(g.nodes.size, 0);
    for (int i = 0; i < outputs.size; ++i) place[outputs[i]] = 1;
    for (int i = g.nodes.size - 1; i >= 0; --i) {
        const node& n = g.nodes[i];
        if (place[i] == 0 || n.kind == op::variable) continue;
        if (n.a >= 0) place[n.a] = 1;
        if (n.b >= 0) place[n.b] = 1;
    }
    int count = 0;
    for (int i = 0; i < g.nodes.size; ++i) place[i] = place[i] != 0 ? count++ : -1;
    return count;
}

template <identity F, int Variables> constexpr int measure() {
    graph g;
    array<int> outputs, place;
    differentiate<F, Variables>(g, outputs);
    return place_of_live(g, outputs, place);
}

template <identity F, int Variables, int Steps> constexpr auto emit() {
    graph g;
    array<int> outputs, place;
    differentiate<F, Variables>(g, outputs);
    place_of_live(g, outputs, place);
    program<Steps, Variables + 1> result{};
    for (int i = 0; i < g.nodes.size; ++i) {
        if (place[i] < 0) continue;
        node n = g.nodes[i];
        if (n.kind != op::variable) {
            n.a = n.a >= 0 ? place[n.a] : -1;
            n.b = n.b >= 0 ? place[n.b] : -1;
        }
        result.steps[place[i]] = n;
    }
    for (int i = 0; i <= Variables; ++i) result.outputs[i] = place[outputs[i]];
    return result;
}

template <identity F, int Variables> struct compiled {
    static constexpr int steps = measure<F, Variables>();
    static constexpr program<steps, Variables + 1> code = emit<F, Variables, steps>();
};

template <op Op> CTGRAD_INLINE void step(double* v, int i, int a, int b, double value,
                                         const double* in) {
    if constexpr (Op == op::variable) v[i] = in[a];
    else if constexpr (Op == op::constant) v[i] = value;
    else if constexpr (Op == op::add) v[i] = v[a] + v[b];
    else if constexpr (Op == op::subtract) v[i] = v[a] - v[b];
    else if constexpr (Op == op::multiply) v[i] = v[a] * v[b];
    else if constexpr (Op == op::negate) v[i] = -v[a];
    else if constexpr (Op == op::sin) v[i] = std::sin(v[a]);
    else v[i] = std::cos(v[a]);
}

template <class Program, int... I, int... O>
CTGRAD_INLINE void run(const double* in, double* out, std::integer_sequence<int, I...>,
                       std::integer_sequence<int, O...>) {
    double v[sizeof...(I)];
    const int done[] = {
        (step<Program::code.steps[I].kind>(v, I, Program::code.steps[I].a, Program::code.steps[I].b,
                                           Program::code.steps[I].value, in),
         0)...};
    const int stored[] = {((out[O] = v[Program::code.outputs[O]]), 0)...};
    static_cast<void>(done);
    static_cast<void>(stored);
}

template <int Variables, identity F> void gradient(expr<F>, const double* in, double* out) {
    using program = compiled<F, Variables>;
    run<program>(in, out, std::make_integer_sequence<int, program::steps>{},
                 std::make_integer_sequence<int, Variables + 1>{});
}

}  // namespace reference
