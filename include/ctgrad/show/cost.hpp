/// Costs as tables: `text(cost(f))`, `text(cost(f), cost(value_and_gradient(f, x, y)))`.
#pragma once

#include <ctgrad/eval/cost.hpp>

namespace ctgrad {

/// A table of some lines, made in constant expressions and written to streams.
template <int Capacity> struct table_text {
    text_buffer<Capacity> lines{};

    constexpr core::text_view view() const { return lines.view(); }
    constexpr operator core::text_view() const { return view(); }
    template <detail::standard_view View> constexpr operator View() const { return view(); }
    /// To any stream, none of which is included here.
    template <class Stream>
        requires requires(Stream& out, core::text_view view) { out.write(view.data(), 0) << view; }
    friend Stream& operator<<(Stream& out, const table_text& table) {
        out << table.view();
        return out;
    }
};

using cost_table = table_text<1200>;

namespace detail {

/// 8384 as 8,384
template <class Buffer> constexpr void write_grouped(Buffer& out, std::int64_t number) {
    if (number >= 1000) {
        write_grouped(out, number / 1000);
        out << ',' << static_cast<char>('0' + number / 100 % 10)
            << static_cast<char>('0' + number / 10 % 10) << static_cast<char>('0' + number % 10);
    } else out << number;
}

/// a / b with two digits behind the point
template <class Buffer>
constexpr void write_ratio(Buffer& out, std::int64_t a, std::int64_t b) {
    if (b == 0) return void(out << (a == 0 ? "1.00" : "-"));
    const std::int64_t hundredths = (200 * a + b) / (2 * b);
    write_grouped(out, hundredths / 100);
    out << '.' << static_cast<char>('0' + hundredths / 10 % 10)
        << static_cast<char>('0' + hundredths % 10);
}

struct cost_row {
    core::text_view name;
    std::int64_t first = 0;
    std::int64_t second = 0;
};

/// Writes a cell of so many characters, its text on the right.
template <class Buffer, class Write>
constexpr void write_cell(Buffer& out, Write write, int width = 17) {
    text_buffer<32> cell;
    write(cell);
    for (int k = cell.size; k < width; ++k) out << ' ';
    out << cell.view();
}

constexpr cost_table write_costs(const cost_estimate& a, const cost_estimate& b, bool both) {
    const cost_row rows[] = {
        {"additions", a.additions, b.additions},
        {"multiplications", a.multiplications, b.multiplications},
        {"divisions", a.divisions, b.divisions},
        {"comparisons", a.comparisons, b.comparisons},
        {"functions", a.functions, b.functions},
        {"operations", a.operations, b.operations},
        {"bytes read", a.bytes_read, b.bytes_read},
        {"bytes written", a.bytes_written, b.bytes_written},
        {"arena bytes", a.arena_bytes, b.arena_bytes},
    };
    cost_table result;
    auto& out = result.lines;
    if (both) out << "                           value    with gradient            ratio\n";
    for (const cost_row& row : rows) {
        out << row.name;
        for (int k = static_cast<int>(row.name.size()); k < 15; ++k) out << ' ';
        write_cell(out, [&](auto& cell) { write_grouped(cell, row.first); });
        if (both) {
            write_cell(out, [&](auto& cell) { write_grouped(cell, row.second); });
            write_cell(out, [&](auto& cell) { write_ratio(cell, row.second, row.first); });
        }
        out << '\n';
    }
    return result;
}

}  // namespace detail

/// One line for each count.
constexpr cost_table text(const cost_estimate& cost) {
    return detail::write_costs(cost, cost, false);
}

/// The cost of a value, of the value with its gradient, and their ratio.
constexpr cost_table text(const cost_estimate& value, const cost_estimate& with_gradient) {
    return detail::write_costs(value, with_gradient, true);
}

}  // namespace ctgrad
