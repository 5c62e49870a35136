/// The order of instructions, and where every value lies in the working memory.
#pragma once

#include <ctgrad/plan/lower.hpp>

namespace ctgrad::detail {

/// First-fit memory with free blocks in ascending order; scalars are recycled last in, first out.
struct arena_allocator {
    struct block {
        int offset = 0;
        int size = 0;
    };
    list<block> blocks;
    list<int> scalars;
    int extent = 0;

    constexpr int allocate(int size) {
        if (size == 1 && scalars.size > 0) return scalars.pop();
        for (int i = 0; i < blocks.size; ++i) {
            block& b = blocks.data[i];
            if (b.size < size) continue;
            const int offset = b.offset;
            b.offset += size;
            b.size -= size;
            return offset;
        }
        extent += size;
        return extent - size;
    }

    constexpr void release(int offset, int size) {
        if (size == 1) return scalars.push(offset);
        for (int i = 0; i < blocks.size; ++i) {
            block& b = blocks.data[i];
            if (b.size == 0) {
                b = {offset, size};
                return;
            }
            if (b.offset + b.size == offset) {
                b.size += size;
                return;
            }
            if (offset + size == b.offset) {
                b = {offset, b.size + size};
                return;
            }
        }
        blocks.push({offset, size});
    }
};

/// Addresses for all values. Outputs are made in place; a value that several outputs share lies in
/// the first of them and is copied; every other value lives from its making to its last use.
constexpr int assign_addresses(const graph_view& g, lowered& p) {
    const int values = p.values.size;
    for (int o = 0; o < g.output_count; ++o) {
        const int v = g.outputs[o];
        value_slot& slot = p.values.data[v];
        if (slot.base < 0 && slot.at.where == space::none) {
            slot.at = {space::output, o, 0};
            continue;
        }
        p.values.push({slot.extent, {space::output, o, 0}, -1, 0, 1});
        p.code.push(make_instruction(descriptor<operations::copy>, p.values.size - 1,
                                     g.nodes[v].extent, v, g.nodes[v].extent));
    }
    list<int> last(p.values.size, -1);
    for (int c = 0; c < p.code.size; ++c) {
        const instruction& code = p.code.data[c];
        for (int k = 0; k < code.count; ++k) last.data[root_of(p, code.operand[k])] = c;
    }
    arena_allocator arena;
    for (int c = 0; c < p.code.size; ++c) {
        const instruction& code = p.code.data[c];
        value_slot& target = p.values.data[code.target];
        if (target.at.where == space::none)
            target.at = {space::arena, 0, arena.allocate(target.extent.size())};
        for (int k = 0; k < code.count; ++k) {
            const int root = root_of(p, code.operand[k]);
            value_slot& slot = p.values.data[root];
            if (slot.at.where != space::arena || last.data[root] != c) continue;
            last.data[root] = -2;  // an operand that occurs twice is released once
            arena.release(slot.at.offset, slot.extent.size());
        }
    }
    for (int v = 0; v < values; ++v) {
        if (p.values.data[v].base < 0) continue;
        int offset = 0, root = v;
        for (; p.values.data[root].base >= 0; root = p.values.data[root].base)
            offset += p.values.data[root].at.offset;
        p.values.data[v].p = offset;  // resolved in a second step: a base may be a part itself
    }
    for (int v = 0; v < values; ++v) {
        value_slot& slot = p.values.data[v];
        if (slot.base < 0) continue;
        const value_slot& root = p.values.data[root_of(p, v)];
        slot.at = {root.at.where, root.at.index, root.at.offset + static_cast<int>(slot.p)};
    }
    return arena.extent;
}

}  // namespace ctgrad::detail
