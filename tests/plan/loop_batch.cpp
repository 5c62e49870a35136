#include <ctgrad/plan/loop_batch.hpp>

#include <ctgrad/eval/batch_pass.hpp>
#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/scan.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
namespace inner = ctgrad::detail;

namespace {

constexpr auto h = vector<"h", 2>;
constexpr auto x = vector<"x", 2>;
constexpr auto W = matrix<"W", 2, 2>;
constexpr auto b = vector<"b", 2>;
constexpr auto X = matrix<"X", 5, 2>;
constexpr auto run =
    scan<5>(carry(h, exp(b), tanh(W* h + x)), each(x, X), accumulate(squared_norm(h)));
using batch = inner::mean_loss_pass<(run.total() + sum(run.last(h))).id, W.id, b.id>;
using tiled = inner::tiled_loops<batch>;

constexpr const auto& g = frozen<tiled::pass>;
constexpr int forward = tiled::schedule.loop[0], backward = tiled::schedule.loop[1];

}  // namespace

BOOST_AUTO_TEST_CASE(gradients_add_up_over_samples_while_they_are_made) {
    static_assert(tiled::schedule.loop_count == 2);
    using first = inner::loop_step_pass<tiled, forward>;
    using second = inner::loop_step_pass<tiled, backward>;
    static_assert(first::form.totals == 1 && second::form.totals == 1);
    static_assert(!first::sums_samples(0), "the loss of a sample is weighted");
    static_assert(second::sums_samples(0), "the gradient by W is a sum only");
    int sums = 0;
    for (int k = 0; k < inner::parts_of_outputs<batch>.count; ++k)
        sums += tiled::is_sum(inner::parts_of_outputs<batch>.part[k]);
    BOOST_TEST(sums == 1);
    static_assert(!first::repeated, "five steps are few");
}

BOOST_AUTO_TEST_CASE(what_depends_on_parameters_alone_is_shared) {
    for (int i = 0; i < g.count; ++i) {
        if (!tiled::schedule.needed[i]) continue;
        if (g.nodes[i].id == W.id || g.nodes[i].id == exp(b).id) BOOST_TEST(!tiled::varies(i));
        if (g.nodes[i].id == X.id || i == forward || i == backward) BOOST_TEST(tiled::varies(i));
    }
    using step = inner::loop_step_pass<tiled, forward>;
    static_assert(!step::varies(W.id));
    static_assert(step::varies(g.operand_id(forward, step::form.state(0))));
    static_assert(step::bound(g.operand_id(forward, step::form.state(0))));
    static_assert(!step::bound(g.operand_id(forward, step::form.row(0))), "rows of the caller");
}

BOOST_AUTO_TEST_CASE(steps_write_their_state_where_it_is_kept) {
    using first = inner::loop_step_pass<tiled, forward>;
    using second = inner::loop_step_pass<tiled, backward>;
    constexpr int rows = first::rows_of_state(0);
    static_assert(first::form.is_output(rows));
    static_assert(first::is_rows_of_state(rows) && !first::is_rows_of_state(0));
    static_assert(second::rows_of_state(0) < 0, "nothing reads the gradients by states again");
    graph step;
    list<contribution> parts;
    first::run(step, parts);
    for (const contribution& part : parts) BOOST_TEST(part.output != rows);
    BOOST_TEST(parts.size == first::form.roots() - 1);
}
