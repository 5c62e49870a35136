// A program computes what the obvious walk over the graph computes, in memory in which no live
// value is overwritten.

#include <boost/test/unit_test.hpp>

#include "support.hpp"
#include "tree_walk.hpp"

namespace {

using namespace ctgrad;
using namespace ctgrad::literals;

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto W = matrix<"W", 2, 3>;
constexpr auto b = vector<"b", 2>;

/// A step on numbers reads only what was written before, and every number is written once.
template <class Code>
    requires(requires(Code code) { code.moves; })
void check_memory(const Code& code) {
    std::vector<bool> written(static_cast<std::size_t>(code.arena), false);
    const auto at = [&](int place) { return written.at(static_cast<std::size_t>(place)); };
    for (int i = 0; i < code.move_count; ++i) {
        BOOST_TEST(!at(code.moves[i].place));
        written[static_cast<std::size_t>(code.moves[i].place)] = true;
    }
    for (int i = 0; i < code.size; ++i) {
        const number_step& s = code.steps[i];
        for (int k = 0; k < s.count; ++k) BOOST_TEST(at(s.operand[k]));
        BOOST_TEST(!at(s.target));
        written[static_cast<std::size_t>(s.target)] = true;
    }
    for (int k = 0; k < code.store_count; ++k) BOOST_TEST(at(code.stores[k].place));
}

/// A step on arrays writes to no place that it reads from at another offset: every operation may
/// then write entry by entry.
template <class Code> void check_memory(const Code& code) {
    std::vector<bool> written(static_cast<std::size_t>(code.arena), false);
    const auto in_arena = [&](const address& a, const shape& extent) {
        if (a.where != space::arena) return false;
        BOOST_TEST(a.offset >= 0);
        BOOST_TEST(a.offset + extent.size() <= code.arena);
        return a.offset >= 0 && a.offset + extent.size() <= code.arena;
    };
    for (int i = 0; i < code.size; ++i) {
        const program_step& s = code.steps[i];
        for (int k = 0; k < s.count; ++k) {
            const address a = s.operand[k];
            const int size = s.operand_extent[k].size();
            if (in_arena(a, s.operand_extent[k]))
                for (int j = a.offset; j < a.offset + size; ++j)
                    BOOST_TEST(written[static_cast<std::size_t>(j)]);
            const bool apart = a.where != s.target.where || a.index != s.target.index ||
                               a.offset + size <= s.target.offset ||
                               s.target.offset + s.extent.size() <= a.offset;
            const bool same = a.offset == s.target.offset && size == s.extent.size() &&
                              s.kind != role::structural;
            BOOST_TEST((apart || same));
        }
        if (in_arena(s.target, s.extent))
            for (int j = 0; j < s.extent.size(); ++j)
                written[static_cast<std::size_t>(s.target.offset + j)] = true;
    }
}

template <class Pass> void check_pass() {
    const std::map<std::string_view, laws::numbers> inputs = {
        {"x", {0.6L}},
        {"y", {1.7L}},
        {"v", {0.4L, -1.1L, 0.8L}},
        {"W", {0.9L, -0.4L, 0.25L, 1.5L, 0.6L, -1.2L}},
        {"b", {0.3L, -0.2L}},
    };
    const auto expected = laws::walk<Pass>(inputs);
    const auto found = laws::run<Pass>(inputs);
    BOOST_REQUIRE(found.size() == expected.size());
    for (std::size_t o = 0; o < found.size(); ++o)
        for (std::size_t i = 0; i < found[o].size(); ++i)
            laws::check_close("output", static_cast<long double>(o), found[o][i], expected[o][i],
                              1e-16L);
    check_memory(program<Pass>);
}

/// The value of an expression, and of a scalar one its gradient.
template <variable... Variables, expression F> void check(F, Variables...) {
    if constexpr (sizeof...(Variables) == 0) check_pass<detail::value_pass<F::id>>();
    else check_pass<detail::gradient_pass<true, F::id, Variables::id...>>();
}

}  // namespace

BOOST_AUTO_TEST_CASE(on_scalars) {
    check(x);
    check(x * 0_c + 2_c);
    check(sin(x) * exp(x * y) + 0.5_c * x, x, y);
    check(x / y / (1_c + x / y) - (x - y) / square(x), x, y);
    check(1_c / (x * y * sqrt(x)) + (-x - y) * (y - x) / 3_c, y, x);
    check(pow(x, y) + select(x < y, x * y, x - y) + hypot(x, y), x, y);
}

BOOST_AUTO_TEST_CASE(on_vectors) {
    check(v);
    check(2_c * v - x);
    check(x / v);
    check(concat(slice<1, 2>(exp(v)), x, v));
    check(element(v, 2_c));
    check(softmax(v) - log_softmax(v));
    check(dot(v, v) + sum(v * x) - norm(v) / prod(v), v, x);
    check(log_sum_exp(x * v - y) + mean(sin(v) / v), x, v, y);
}

BOOST_AUTO_TEST_CASE(on_matrices) {
    check(W * v + b);
    check(transpose(W) * (W * v));
    check(outer(b, v) + W / x);
    check(diagonal(v) - x * transpose(W) * W);
    check(0.5_c * squared_norm(tanh(W * v + b)), W, v, b);
}

BOOST_AUTO_TEST_CASE(outputs_that_coincide) {
    check(x + y, x, y);
    check(dot(v, v) + x * sum(v), v, x);
    check(square(x - y), x, y);
}
