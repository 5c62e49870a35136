/// The plan of a batch: one sample's graph, executed for a tile of samples at a time.
///
/// Every value either varies with the sample or is shared by all samples of a call. Shared values
/// are computed once per call. A varying value of a tile has one row per entry, with the samples
/// side by side in registers: whatever the width of a layer, they are full. Outputs are sums over
/// the samples (gradients, a loss) or one row per sample (a network's output).
#pragma once

#include <ctgrad/plan/program.hpp>

namespace ctgrad {

/// How a part of an output comes about: output += scale * a, or scale * outer(a, b). Behind all of
/// them may stand what is done to their sum over the samples.
struct contribution {
    int output = 0;
    rational scale = 1;
    int a = -1;
    int b = -1;
    bool rows = false;
    bool kept = false;    ///< the value of every sample, as it lies in a tile, in a place outside
    bool shared = false;  ///< kept, but one value for all samples
    bool factor = false;  ///< output = output * a + samples * b, entry by entry, both shared
};

namespace detail {

/// Whether a node is nothing but parts of a vector with zeros around them, added up.
constexpr bool is_sum_of_places(graph& g, int i) {
    if (g.nodes.data[i].op->kind == role::sum)
        return is_sum_of_places(g, g.operand(i, 0)) && is_sum_of_places(g, g.operand(i, 1));
    return g.nodes.data[i].op == &descriptor<operations::place>;
}

/// Takes an output apart into what can be accumulated over samples without making it per sample.
constexpr void contributions_of(graph& g, int output, int i, rational scale,
                                list<contribution>& result) {
    const record r = g.nodes.data[i];
    const term t = split_coefficient(g, i);
    if (r.op->kind == role::sum && g.extent(r.operand[0]) == r.extent &&
        g.extent(r.operand[1]) == r.extent && !is_sum_of_places(g, i)) {
        contributions_of(g, output, r.operand[0], scale, result);
        contributions_of(g, output, r.operand[1], scale, result);
    } else if (t.rest >= 0 && t.rest != i && g.extent(t.rest) == r.extent &&
               (scale * t.coefficient).exact())
        contributions_of(g, output, t.rest, scale * t.coefficient, result);
    else if (const auto s = operations::laws::split_scalar({&g, i});
             s.found() && operations::is<operations::outer>(s.of) &&
             !is_constant(g, s.of.operand(1).index))
        // s u v^T: the scalar of a sample goes to its vector.
        result.push({output, 1, scaled(g, scale, (s.factor * s.of.operand(0)).index),
                     s.of.operand(1).index, false});
    else if (r.op == &descriptor<operations::outer> && !is_constant(g, r.operand[0]) &&
             !is_constant(g, r.operand[1]))
        result.push({output, 1, scaled(g, scale, r.operand[0]), r.operand[1], false});
    else result.push({output, scale, i, -1, false});
}

/// By node: whether it has a value of its own for every sample; of what a scan makes, all.
template <class Batch> constexpr void find_varying(const graph& g, list<bool>& varies) {
    varies.resize(g.nodes.size, false);
    for (int i = 0; i < g.nodes.size; ++i) {
        const record& r = g.nodes.data[i];
        bool& found = varies.data[i];
        if (r.op->kind == role::variable)
            found = r.op == &descriptor<operations::variable> && Batch::varies(r.id);
        else found = r.op == &descriptor<operations::scan>;
        for (int k = 0; k < r.count && !found; ++k) found = varies.data[g.operand(i, k)];
    }
}

/// A batch pass is a struct with
///   static constexpr void run(graph&, list<contribution>&);  // parts of the outputs, as nodes
///   static constexpr bool varies(identity variable);         // has one row per sample
///   static constexpr identity parameter(int output);         // whose gradient it is, or 0
/// This makes it an ordinary pass, whose outputs are the nodes of the parts.
template <class Batch> struct batch_nodes {
    static constexpr void run(graph& g, list<int>& outputs) {
        list<contribution> parts;
        Batch::run(g, parts);
        for (const contribution& c : parts) {
            outputs.push(c.a);
            if (c.b >= 0) outputs.push(c.b);
        }
    }
};

}  // namespace detail

/// Where a value of a batch lies.
namespace batch_space {

using code = unsigned char;

inline constexpr code constant = 0;
inline constexpr code shared = 1;     ///< offset into the memory of the call
inline constexpr code tile = 2;       ///< offset into the memory of the tile, in numbers per sample
inline constexpr code parameter = 3;  ///< index of a shared input
/// Index of an input with one row per sample; offset of its entries in the tile.
inline constexpr code sample = 4;
inline constexpr code bound = 5;          ///< index of an input that lies outside as in a tile
inline constexpr code result = 6;         ///< index of an output that lies outside as in a tile
inline constexpr code shared_result = 7;  ///< index of an output that all samples share

}  // namespace batch_space

struct batch_address {
    batch_space::code where = batch_space::constant;
    int index = 0;
    int offset = 0;
    int inner = 0;  ///< of a part: entries from the start of the whole

    friend constexpr bool operator==(const batch_address&, const batch_address&) = default;
};

/// What a step does.
namespace batch_work {

using code = unsigned char;

inline constexpr code elementwise = 0;  ///< the head of a chain: entry by entry
inline constexpr code product = 1;      ///< a shared matrix times a vector of every sample
inline constexpr code structural = 2;   ///< any other operation, sample by sample
inline constexpr code load = 3;         ///< brings the rows of an input into the tile
inline constexpr code copy_rows = 4;    ///< a row per sample of a value of the tile, for add_outer
inline constexpr code add = 5;          ///< output += scale * sum over the samples of a
inline constexpr code add_outer = 6;    ///< output += sum over the samples of outer(a, b)
/// output = output * a + samples * b, once it has all of its sum.
inline constexpr code multiply = 7;
inline constexpr code write_rows = 8;  ///< one row of the output per sample
inline constexpr code inside = 9;      ///< runs with the step that heads its group

}  // namespace batch_work

/// One step of a batch program; shared steps stand before all varying ones.
struct batch_step {
    batch_work::code work = batch_work::structural;
    program_step code{};  ///< operation, parameters, shapes, constants; its addresses are unused
    bool varies = false;
    int output = -1;     ///< of the steps that add to or write an output
    bool first = false;  ///< the first step that touches this output
    bool final = false;  ///< after it the output is complete, and no step reads its parameter
    rational scale = 1;
    batch_address target{};
    batch_address operand[3]{};
    int made_by[3] = {-1, -1, -1};  ///< the step of its group, counted from the head, that makes it
    int chain = 0;                  ///< elementwise steps that run with this one, itself included
    bool biased = false;            ///< a product that starts from operand 2
    bool light = false;             ///< a product whose chain runs on sums in registers
    bool partial = false;           ///< writes a part of a value
    // Of one sample, where the program runs again and again (plan/joint_products.hpp):
    int ahead = -1;          ///< a product whose sums lie there, made in front of the run
    int joint = -1;          ///< the output that is made for many runs at once
    int kept[2] = {-1, -1};  ///< and where its vectors wait for that; -1: they are rows that stay
    bool keeps[2]{};         ///< whether this step puts them there
    bool stored = true;      ///< whether a step outside its group reads the result
};

/// The second vector of an add_outer as it lies, whatever is made of it for a tile: an operand.
constexpr int second_of_outer(const batch_step& s) { return s.code.count == 3 ? 2 : 1; }

/// Products of one sample that are made for many runs at once: numbers of each run.
struct joint_numbers {
    int ahead = 0;        ///< sums that were made in front of it
    int kept = 0;         ///< entries of vectors that wait
    bool behind = false;  ///< whether anything waits
    bool sums = false;    ///< whether outer products do
};

/// Steps of a batch, and the memory they need.
template <int Steps, int Inputs> struct batch_code {
    static constexpr int size = Steps;
    static constexpr int input_count = Inputs;

    batch_step steps[Steps > 0 ? Steps : 1]{};
    program_input inputs[Inputs > 0 ? Inputs : 1]{};
    int shared = 0;   ///< numbers of memory per call
    int tile = 0;     ///< numbers of memory per sample of a tile
    int scratch = 0;  ///< numbers of memory per sample that structural steps work in
    joint_numbers joint{};
};

}  // namespace ctgrad
