#include <sstream>

#include <ctgrad/ctgrad.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

// By hand: W x + b is 2 n m operations, outer(d, x) n m, W^T d (2 n - 1) m, 1 - a^2 two each.
using small = nn::mlp<nn::dense<3, 2, nn::tanh>, nn::dense<2, 1>>;
constexpr auto t = vector<"t", 1>;
constexpr auto small_loss = nn::half_squared_error(small::output, t);
constexpr auto s = summary<float>(small{}, small_loss);

static_assert(s.depth == 2 && s.has_loss, "two layers and a loss");
static_assert(s.layers[0].formula == "a1 = tanh(b1 + W1 * x)" &&
                  s.layers[1].formula == "a2 = b2 + W2 * a1",
              "each on what the one before it gives");
static_assert(s.layers[0].input == vector_shape(3) && s.layers[0].output == vector_shape(2) &&
                  s.layers[0].weight == matrix_shape(2, 3) && s.layers[0].bias == vector_shape(2) &&
                  s.layers[1].input == vector_shape(2) && s.layers[1].output == vector_shape(1),
              "shapes");
static_assert(s.layers[0].parameters == 6 + 2 && s.layers[1].parameters == 2 + 1 &&
                  s.parameters == 11,
              "parameters");
static_assert(s.layers[0].parameter_bytes == 2 * 64 && s.parameter_bytes == 4 * 64,
              "each variable fills whole lines of 64 bytes");
static_assert(s.layers[0].forward_flops == 12 + 2 && s.layers[1].forward_flops == 3 &&
                  s.loss_forward_flops == 4,
              "forward: the loss adds b2 - t to W2 * a1");
static_assert(s.layers[0].backward_flops == 4 + 2 + 6 && s.layers[1].backward_flops == 2 + 2 &&
                  s.loss_backward_flops == 0,
              "backward: the first layer has no adjoint of its input");
static_assert(s.forward_flops == 14 + 3 + 4 && s.backward_flops == 12 + 4, "sums");

constexpr auto small_cost = cost<float>(value_and_gradient(
    small_loss, small::weight<1>(), small::bias<1>(), small::weight<2>(), small::bias<2>()));
static_assert(s.forward_flops + s.backward_flops == small_cost.operations &&
                  s.arena_bytes == small_cost.arena_bytes,
              "they are those of value and gradient");

using small_step = decltype(make_batch_gradient<float>(small_loss, small::parameters));
using small_output = decltype(make_batch_output<float>(small::output, small::parameters));
static_assert(s.workspace_bytes == small_step::workspace_bytes &&
                  s.output_workspace_bytes == small_output::workspace_bytes,
              "memory of a batch");

// A network alone: forward is cost(output), whatever the last layer is made of.
using mixed = nn::named_mlp<"critic", nn::dense<5, 7, nn::relu>, nn::dense<7, 3, nn::gelu>>;
constexpr auto alone = summary(mixed{});
static_assert(!alone.has_loss && alone.forward_flops == cost(mixed::output).operations,
              "forward is that of the output");
static_assert(alone.layers[0].formula == "critica1 = relu(criticb1 + criticW1 * criticx)",
              "names with a prefix");
static_assert(alone.layers[0].forward_flops == 2 * 35 + 7 &&
                  alone.layers[0].backward_flops == 7 + 7 + 35,
              "relu compares once in each direction, and its derivative is a factor");
static_assert(alone.parameter_bytes == (5 + 1 + 3 + 1) * 64, "of double");

// The 0.5 of gelu moves into this loss, and what it multiplies stays in the layer; the two scalars
// in front of the argument of erfc stay apart, as the derivative uses what one of them multiplies.
constexpr auto target = vector<"target", 3>;
constexpr auto moved = summary(mixed{}, dot(target, mixed::output));
static_assert(moved.layers[1].forward_flops + moved.loss_forward_flops ==
                      alone.layers[1].forward_flops + 5 - 3 + 1 + (3 - 1) &&
                  moved.layers[1].forward_flops > 2 * 21,
              "a factor in the loss");

// What belongs to the parameters alone is the loss's on the way forward, the layers' on that back.
constexpr auto decayed =
    summary<float>(small{}, small_loss + 0.5_c * squared_norm(small::weight<1>()));
static_assert(decayed.layers[0].forward_flops == s.layers[0].forward_flops &&
                  decayed.loss_forward_flops > s.loss_forward_flops + 10 &&
                  decayed.layers[0].backward_flops == s.layers[0].backward_flops + 6 &&
                  decayed.layers[1] == s.layers[1],
              "weight decay");

template <int... I> auto chain(std::integer_sequence<int, I...>)
    -> nn::mlp<nn::dense<(I < 0 ? 0 : 6), 6, nn::tanh>...>;
using deep = decltype(chain(std::make_integer_sequence<int, 20>{}));

constexpr std::string_view expected_lines = R"(
layer                    inputs  outputs   parameters         bytes  flops forward  flops backward
a1 = tanh(b1 + W1 * x)        3        2            8           128             14              12
a2 = b2 + W2 * a1             2        1            3           128              3               4
loss                          1        1                                         4               0
total                                              11           256             21              16
)";
constexpr std::string_view expected = expected_lines.substr(1);

}  // namespace

BOOST_AUTO_TEST_CASE(a_table_is_written_to_streams) {
    constexpr auto table = text(s);
    static_assert(table.view().starts_with(expected), "in constant expressions, too");
    std::ostringstream out, memory;
    out << table;
    memory << "working memory: one sample, with gradient    " << s.arena_bytes << " bytes\n";
    BOOST_TEST(!table.lines.overflow);
    BOOST_TEST(out.str().find(memory.str()) == expected.size());
}

BOOST_AUTO_TEST_CASE(rows_add_up_at_any_depth) {
    constexpr auto product = dot(vector<"target", 6>, deep::output);
    constexpr auto all = summary<float>(deep{}, product);
    const cost_estimate whole = boost::hana::unpack(deep::parameters, [product](auto... parameter) {
        return cost<float>(value_and_gradient(product, parameter...));
    });
    BOOST_TEST(all.forward_flops + all.backward_flops == whole.operations);
    BOOST_TEST(all.parameters == 20 * (36 + 6));
    for (const layer_summary& layer : all.layers) {
        const long input_adjoint = &layer == all.layers ? 0 : 66;
        BOOST_TEST(layer.forward_flops == 72 + 6);
        BOOST_TEST(layer.backward_flops == 36 + input_adjoint + 12 + 6);
    }
    const auto table = text(all);
    BOOST_TEST(!table.lines.overflow);
    BOOST_TEST(table.view().find("a20 = tanh(b20 + W20 * a19)") != std::string_view::npos);
}
