// Derivations of formulas that are drawn by chance: each step is an equation between numbers, and
// the last one is the gradient.
#include <cmath>
#include <functional>
#include <map>
#include <random>
#include <vector>

#include <ctgrad/calculus/forward_derivation.hpp>
#include <ctgrad/calculus/jacobian_derivation.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

using numbers = std::vector<long double>;
using entry_function = std::function<long double(const numbers&)>;

template <class Operation> long double entry_value(const numbers& u) {
    if constexpr (Operation::arity == 1) return Operation::value(u[0]);
    else if constexpr (Operation::arity == 2) return Operation::value(u[0], u[1]);
    else return Operation::value(u[0], u[1], u[2]);
}

template <class... Operations>
void add(std::map<const operation*, entry_function>& all,
         operations::operation_list<Operations...>) {
    (all.emplace(&descriptor<Operations>, &entry_value<Operations>), ...);
}

const entry_function& value_of(const operation* op) {
    static const auto all = [] {
        std::map<const operation*, entry_function> made;
        add(made, operations::unary_functions{});
        add(made, operations::binary_functions{});
        add(made, operations::ternary_functions{});
        return made;
    }();
    return all.at(op);
}

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// The numbers of all nodes, where the variable `moved` is moved along a direction by h.
struct evaluation {
    const graph& g;
    int moved;
    long double h;
    std::vector<numbers> values{};

    template <class Operation> bool is(int i) const {
        return g.nodes[i].op == &descriptor<Operation>;
    }
    const numbers& operand(int i, int k) const { return values[at(g.operand(i, k))]; }

    /// A number for entry k of a variable, far from zeros of denominators and kinks.
    static long double sample(std::string_view name, int k) {
        return 0.3L + 0.45L * std::sin(1.0L + 7.0L * static_cast<long double>(name[0]) +
                                       2.3L * static_cast<long double>(k));
    }
    static long double direction(int k) { return 0.5L + 0.8L * std::cos(3.0L * k); }

    numbers variable(int i) const {
        const record& r = g.nodes[i];
        numbers result(at(r.extent.size()));
        const auto entry = [&](int k) {
            const long double by = r.extent.rank == 0 ? 1 : direction(k);
            return sample(r.name, k) + (i == moved ? h * by : 0);
        };
        for (int k = 0; k < r.extent.size(); ++k) {
            const int row = k / r.extent.columns, column = k % r.extent.columns;
            const bool mirrored = r.extent.rank == 2 && r.p != 0 && row > column;
            result[at(k)] = entry(mirrored ? column * r.extent.columns + row : k);
        }
        return result;
    }

    numbers node_value(int i) const {
        const record& r = g.nodes[i];
        numbers y(at(r.extent.size()), 0.0L);
        if (r.op->kind == role::variable) return variable(i);
        if (r.op->kind == role::constant) {
            for (long double& e : y)
                e = static_cast<long double>(r.p) / static_cast<long double>(r.q);
            return y;
        }
        if (is<operations::differential>(i)) return y;
        const shape a = g.extent(g.operand(i, 0));
        const numbers& u = operand(i, 0);
        if (is<operations::sum_of_entries>(i)) {
            for (long double e : u) y[0] += e;
        } else if (is<operations::matrix_product>(i)) {
            const numbers& b = operand(i, 1);
            const int columns = r.extent.columns;
            for (int k = 0; k < r.extent.size(); ++k)
                for (int l = 0; l < a.columns; ++l)
                    y[at(k)] +=
                        u[at(k / columns * a.columns + l)] * b[at(l * columns + k % columns)];
        } else if (is<operations::outer>(i)) {
            for (int k = 0; k < r.extent.size(); ++k)
                y[at(k)] = u[at(k / r.extent.columns)] * operand(i, 1)[at(k % r.extent.columns)];
        } else if (is<operations::transpose>(i)) {
            for (int k = 0; k < a.size(); ++k)
                y[at(k % a.columns * a.rows + k / a.columns)] = u[at(k)];
        } else if (is<operations::diagonal>(i)) {
            for (int k = 0; k < r.extent.rows; ++k) y[at(k)] = u[at(k * (a.columns + 1))];
        } else if (is<operations::diagonal_matrix>(i)) {
            for (int k = 0; k < a.rows; ++k) y[at(k * (r.extent.columns + 1))] = u[at(k)];
        } else if (is<operations::softmax>(i) || is<operations::log_sum_exp>(i)) {
            long double total = 0;
            for (long double e : u) total += std::exp(e);
            if (is<operations::log_sum_exp>(i)) y[0] = std::log(total);
            else
                for (std::size_t k = 0; k < u.size(); ++k) y[k] = std::exp(u[k]) / total;
        } else if (is<operations::slice>(i)) {
            for (std::size_t k = 0; k < y.size(); ++k) y[k] = u[at(static_cast<int>(r.p)) + k];
        } else if (is<operations::place>(i)) {
            for (std::size_t k = 0; k < u.size(); ++k) y[at(static_cast<int>(r.p)) + k] = u[k];
        } else if (is<operations::stack>(i)) {
            for (int k = 0; k < r.count; ++k) y[at(k)] = operand(i, k)[0];
        } else
            for (std::size_t k = 0; k < y.size(); ++k) {
                numbers of;
                for (int o = 0; o < r.count; ++o)
                    of.push_back(operand(i, o).size() == 1 ? operand(i, o)[0] : operand(i, o)[k]);
                y[k] = r.op->kind == role::power
                           ? std::pow(of[0],
                                      static_cast<long double>(r.p) / static_cast<long double>(r.q))
                           : value_of(r.op)(of);
            }
        return y;
    }

    void run() {
        for (int i = 0; i < g.nodes.size; ++i) values.push_back(node_value(i));
    }
};

/// The numbers of all nodes, differentials by differences of sixth order.
std::vector<numbers> evaluate(const graph& g, int x) {
    std::vector<evaluation> moved;
    const long double h = 1 / 512.0L;
    for (long double by : {h, -h, 2 * h, -2 * h, 3 * h, -3 * h, 0.0L}) {
        moved.push_back({g, x, by});
        moved.back().run();
    }
    evaluation all{g, x, 0};
    for (int i = 0; i < g.nodes.size; ++i) {
        all.values.push_back(all.node_value(i));
        if (!all.is<operations::differential>(i)) continue;
        const std::size_t u = at(g.operand(i, 0));
        for (std::size_t k = 0; k < all.values.back().size(); ++k) {
            const auto f = [&](std::size_t place) { return moved[place].values[u][k]; };
            all.values.back()[k] =
                (45 * (f(0) - f(1)) - 9 * (f(2) - f(3)) + f(4) - f(5)) / (60 * h);
        }
    }
    return all.values;
}

/// Formulas drawn by chance, which use again what was made before.
struct formulas {
    graph& g;
    std::mt19937 random;
    node x{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "x")};
    node y{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "y")};
    node v{&g, leaf(g, descriptor<operations::variable>, vector_shape(3), "v")};
    node u{&g, leaf(g, descriptor<operations::variable>, vector_shape(3), "u")};
    node A{&g, leaf(g, descriptor<operations::variable>, matrix_shape(3, 3), "A")};
    node S{&g, g.insert(detail::leaf_record(descriptor<operations::variable>, hash("S"), {"S", 1},
                                            1, 0, matrix_shape(3, 3)))};
    std::vector<node> scalars{}, vectors{};

    formulas(graph& all, unsigned seed) : g(all), random(seed) {}

    int draw(int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); }

    node positive(node of) { return 2 + square(of); }

    node scalar(int depth) {
        if (!scalars.empty() && draw(5) == 0)
            return scalars[at(draw(static_cast<int>(scalars.size())))];
        const node made = new_scalar(depth);
        scalars.push_back(made);
        return made;
    }
    node new_scalar(int depth) {
        if (depth == 0)
            return draw(4) == 0   ? y
                   : draw(3) == 0 ? operations::slice::make(v, draw(3), scalar_shape)
                                  : x;
        const auto a = [&] { return scalar(depth - 1); };
        const auto b = [&] { return vector(depth - 1); };
        switch (draw(22)) {
        case 0: return a() + a();
        case 1: return a() - a();
        case 2: return a() * a();
        case 3: return a() / positive(a());
        case 4: return rational(draw(7) - 3, 2) * a() + 1;
        case 5: return apply<operations::exp>(-square(a()));
        case 6: return apply<operations::log>(positive(a()));
        case 7: return ctgrad::sqrt(positive(a()));
        case 8: return ctgrad::power(positive(a()), {draw(9) - 4, 3});
        case 9: return apply<operations::sin>(a());
        case 10: return apply<operations::tanh>(a()) * a();
        case 11: return apply<operations::sigmoid>(a());
        case 12: return apply<operations::pow>(positive(a()), apply<operations::cos>(a()));
        case 13: return apply<operations::max>(a(), a() + 3);
        case 14: return square(apply<operations::sin>(a())) * a();
        case 15: return apply<operations::sum_of_entries>(b() * b());
        case 16: return apply<operations::sum_of_entries>(square(b()));
        case 17: return ctgrad::sqrt(apply<operations::sum_of_entries>(square(1 + square(b()))));
        case 18: return apply<operations::log_sum_exp>(b());
        case 19: return rational(1, 3) * apply<operations::sum_of_entries>(b());
        case 20: return operations::slice::make(b(), draw(3), scalar_shape);
        default:
            return apply<operations::sum_of_entries>(
                apply<operations::diagonal>(apply<operations::matrix_product>(matrix(), matrix())));
        }
    }
    node matrix() {
        const int which = draw(5);
        return which == 0   ? apply<operations::outer>(vector(1), vector(0))
               : which == 1 ? apply<operations::transpose>(A)
               : which == 2 ? S
                            : A;
    }
    node vector(int depth) {
        if (!vectors.empty() && draw(5) == 0)
            return vectors[at(draw(static_cast<int>(vectors.size())))];
        const node made = new_vector(depth);
        vectors.push_back(made);
        return made;
    }
    node new_vector(int depth) {
        if (depth == 0) return draw(3) == 0 ? u : v;
        const auto a = [&] { return scalar(depth - 1); };
        const auto b = [&] { return vector(depth - 1); };
        switch (draw(9)) {
        case 0: return b() + b();
        case 1: return b() - rational(1, 2) * b();
        case 2: return b() * b();
        case 3: return a() * b();
        case 4: return apply<operations::tanh>(b());
        case 5: return apply<operations::softmax>(b());
        case 6: return b() + a();
        default: return apply<operations::matrix_product>(matrix(), b());
        }
    }
};

bool close(const numbers& a, const numbers& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!(std::abs(a[i] - b[i]) <= 1e-7L * std::max({1.0L, std::abs(a[i]), std::abs(b[i])})))
            return false;
    return true;
}

/// Checks the derivation of f by x; the number of its steps.
int check(graph& g, node f, node x) {
    list<int> target, adjoints;
    target.push(x.index);
    reverse(g, f.index, make_constant(g, 1), target, adjoints);
    detail::derivation_sweep derivation(g, f.index, x.index);
    derivation.run();
    BOOST_TEST(derivation.result == adjoints[0]);

    const std::vector<numbers> values = evaluate(g, x.index);
    const auto value = [&](int i) { return values[at(i)]; };
    int number = 0, line = derivation.first;
    for (const derivation_record& s : derivation.steps) {
        ++number;
        BOOST_TEST_CONTEXT("step " << number << ", " << s.rule.view()) {
            BOOST_TEST(s.rule.size > 0);
            BOOST_TEST(!s.rule.overflow);
            BOOST_TEST(close(value(s.before), value(s.after)));
            if (s.line >= 0) BOOST_TEST(close(value(s.line), value(derivation.first)));
            line = s.line;
        }
    }
    // The last line is the derivative, or its inner product with the differential of x.
    BOOST_TEST(line >= 0);
    if (x.extent().rank == 0) BOOST_TEST(line == derivation.result);
    else {
        const evaluation ahead{g, x.index, 1}, here{g, x.index, 0};
        const numbers moved = ahead.variable(x.index), now = here.variable(x.index);
        long double product = 0;
        for (std::size_t k = 0; k < now.size(); ++k)
            product += value(derivation.result)[k] * (moved[k] - now[k]);
        BOOST_TEST(close({product}, value(line)));
        BOOST_TEST(close({product}, value(derivation.first)));
    }
    return number;
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_step_is_an_equation_and_the_last_is_the_gradient) {
    long steps = 0;
    for (unsigned seed = 0; seed < 3000; ++seed) BOOST_TEST_CONTEXT("seed " << seed) {
            graph g;
            formulas draw(g, seed);
            const node f = draw.scalar(2 + static_cast<int>(seed % 3));
            const node by[] = {draw.x, draw.v, draw.A, draw.S};
            steps += check(g, f, by[seed / 3 % 4]);
        }
    BOOST_TEST(steps > 6000);
}

BOOST_AUTO_TEST_CASE(of_vectors_too) {
    int rearranged = 0;
    for (unsigned seed = 0; seed < 500; ++seed) BOOST_TEST_CONTEXT("seed " << seed) {
            graph g;
            formulas draw(g, seed);
            const node f = draw.vector(2 + static_cast<int>(seed % 2));
            detail::forward_derivation derivation(g, f.index, draw.x.index);
            derivation.run();
            BOOST_TEST(derivation.result ==
                       push_forward(g, f.index, draw.x.index, make_constant(g, 1)));
            const std::vector<numbers> values = evaluate(g, draw.x.index);
            for (const derivation_record& s : derivation.steps)
                BOOST_TEST(close(values[at(s.before)], values[at(s.after)]));
            const int last = derivation.steps.size - 1;
            BOOST_TEST(derivation.steps[last].after == derivation.result);
            rearranged += derivation.steps[last].before != derivation.first;
        }
    BOOST_TEST(rearranged < 100);
}

BOOST_AUTO_TEST_CASE(steps_to_a_jacobian_are_equations_and_the_last_has_the_jacobian) {
    long steps = 0;
    for (unsigned seed = 0; seed < 120; ++seed) {
        graph g;
        formulas draw(g, seed);
        const node f = draw.vector(3), x = draw.v;
        const int jacobian = detail::matrix_jacobian(g, x.index).of(f.index);
        if (jacobian < 0) continue;
        detail::jacobian_derivation derivation(g, f.index, x.index);
        derivation.run();
        BOOST_TEST(derivation.result == jacobian);
        const std::vector<numbers> values = evaluate(g, x.index);
        const auto value = [&](int i) { return values[at(i)]; };
        int line = derivation.first;
        for (const derivation_record& s : derivation.steps) {
            ++steps;
            BOOST_TEST_CONTEXT("formula " << seed << ", " << s.rule.view()) {
                BOOST_TEST(s.rule.size > 0);
                BOOST_TEST(close(value(s.before), value(s.after)));
                if (s.line >= 0) BOOST_TEST(close(value(s.line), value(derivation.first)));
                line = s.line;
            }
        }
        // The last line is J d(x).
        BOOST_TEST_REQUIRE(line >= 0);
        BOOST_TEST(g.operand(line, 0) == jacobian);
        BOOST_TEST(g.operand(g.operand(line, 1), 0) == x.index);
    }
    BOOST_TEST(steps > 200);
}
