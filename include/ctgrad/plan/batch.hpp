/// The plan of a batch: one sample's graph, executed for a tile of samples at a time.
///
/// Every value either varies with the sample or is shared by all samples of a call. Shared values
/// are computed once per call; a varying value is an array over the tile, sample by sample. Outputs
/// are sums over the samples (gradients, a loss) or one row per sample (a network's output).
#pragma once

#include <ctgrad/plan/program.hpp>

namespace ctgrad {

namespace operations {

/// Adds the sum over the samples of an operand (times `scale`) to an output.
struct add_to_output : structural<"add_to_output"> {
    static constexpr long flops(shape, shape a, shape) { return a.size(); }
};

/// Adds the sum over the samples of outer(a, b) to an output: one product of matrices.
struct add_outer_to_output : structural<"add_outer_to_output", 2> {
    static constexpr long flops(shape y, shape, shape) { return 2L * y.size(); }
};

/// Writes one row per sample.
struct write_rows : structural<"write_rows"> {
    static constexpr long flops(shape, shape, shape) { return 0; }
};

/// A shared matrix, transposed once per call, in panels as wide as a product reads it.
struct pack_transposed : structural<"pack_transposed"> {
    static constexpr long flops(shape, shape, shape) { return 0; }
};

}  // namespace operations

/// How a part of an output comes about: output += scale * a, or scale * outer(a, b).
struct contribution {
    int output = 0;
    rational scale = 1;
    int a = -1;
    int b = -1;
    bool rows = false;
};

namespace detail {

/// Takes an output apart into what can be accumulated over samples without making it per sample.
constexpr void contributions_of(graph& g, int output, int i, rational scale,
                                list<contribution>& result) {
    const record r = g.nodes.data[i];
    const term t = split_coefficient(g, i);
    if (r.op->kind == role::sum && g.extent(r.operand[0]) == r.extent &&
        g.extent(r.operand[1]) == r.extent) {
        contributions_of(g, output, r.operand[0], scale, result);
        contributions_of(g, output, r.operand[1], scale, result);
    } else if (t.rest >= 0 && t.rest != i && g.extent(t.rest) == r.extent &&
               (scale * t.coefficient).exact())
        contributions_of(g, output, t.rest, scale * t.coefficient, result);
    else if (r.op == &descriptor<operations::outer> && !is_constant(g, r.operand[0]) &&
             !is_constant(g, r.operand[1]))
        result.push({output, 1, scaled(g, scale, r.operand[0]), r.operand[1], false});
    else result.push({output, scale, i, -1, false});
}

}  // namespace detail

/// What a batch program has to know of the machine it runs on.
struct machine {
    int lanes = 1;  ///< numbers in a register
    int panel = 1;  ///< columns of a matrix that a product reads together
};

/// Where a value of a batch lies.
enum class batch_space : unsigned char {
    constant,
    shared,     ///< offset into the memory of the call
    tile,       ///< offset (per sample) into the memory of the tile
    parameter,  ///< index of a shared input
    sample      ///< index of an input with one row per sample
};

struct batch_address {
    batch_space where = batch_space::constant;
    int index = 0;
    int offset = 0;  ///< in the tile: to be multiplied by the number of samples
    int inner = 0;   ///< of a part, from the start of the whole
    int stride = 0;  ///< from sample to sample, in the tile
};

/// One step of a batch program; shared steps stand before all varying ones.
struct batch_step {
    program_step code{};  ///< operation, parameters, shapes, constants; its addresses are unused
    bool varies = false;
    bool packed_left = false;  ///< matrix product whose left operand was packed
    int output = -1;           ///< of the accumulating and writing steps
    bool first = false;        ///< the first step that touches this output
    rational scale = 1;
    batch_address target{};
    batch_address operand[3]{};
    int chain = 0;       ///< steps that run together from here on; -1: it runs with an earlier one
    bool stored = true;  ///< whether a step outside its chain reads the result
};

/// Steps of a batch, and the memory they need.
template <int Steps, int Inputs> struct batch_code {
    static constexpr int size = Steps;
    static constexpr int input_count = Inputs;

    batch_step steps[Steps > 0 ? Steps : 1]{};
    program_input inputs[Inputs > 0 ? Inputs : 1]{};
    int shared = 0;  ///< numbers of memory per call
    int tile = 0;    ///< numbers of memory per sample of a tile
};

}  // namespace ctgrad
