"""Results of compare.py as text, Markdown, CSV and a drawing."""

import csv
import io
import platform
from pathlib import Path
from xml.sax.saxutils import escape


def text(results):
    if not results:
        return ""
    lines = [f"\n{results[0].task.title()}",
             f"  {'':<20} {'ns/sample':>10} {'GFLOP/s':>8} {'% of peak':>9} {'time/ours':>9}"
             f" {'error':>7}"]
    for r in results:
        lines.append(f"  {r.contestant.label:<20} {r.nanoseconds:>10.1f} {r.gigaflops:>8.1f}"
                     f" {r.percent:>9.1f} {r.ratio:>9.2f} {r.error:>7.0e}"
                     + ("" if r.right else "  WRONG"))
    return "\n".join(lines)


# --- The project's targets: how fast ctgrad is to be, and its distance to four others ---

rivals = {
    "Eigen": ["Eigen, W by columns", "Eigen, W by rows"],  # the faster of them
    "OpenBLAS": ["OpenBLAS, SkylakeX"],
    "libxsmm": ["libxsmm"],
    "libtorch": ["libtorch"],
}


def read_targets(path, tables):
    """Rows (title, our value, target, unit, [(ratio or None, target, % of peak that it takes)])."""
    measured = {str(table[0].task): table for table in tables if table}
    rows = []
    for line in csv.DictReader(path.read_text().splitlines()):
        table = measured.get(line["task"], [])
        by_label = {r.contestant.label: r for r in table}
        if "ctgrad" not in by_label:
            continue
        own = by_label["ctgrad"]
        value = own.nanoseconds if line["unit"] == "ns" else own.percent
        ratios = []
        for rival, labels in rivals.items():
            found = [by_label[label].ratio for label in labels if label in by_label]
            ratio, target = min(found, default=None), float(line[rival] or 0)
            ratios.append((ratio, target, own.percent * target / ratio if ratio else 0))
        rows.append((own.task.title(), value, float(line["target"]), line["unit"], ratios))
    return rows


def is_met(value, target, unit):
    return value <= target if unit == "ns" else value >= target


def of_target(ratio, target, needed):
    """Of a ratio that is missed, ^ says that the rival is so fast that the target would take more
    than all multiply-adds of the core."""
    if target == 0:
        return ""
    if ratio is None:
        return f"- / {target:g}"
    shown = f"{ratio:.0f}" if ratio >= 100 else f"{ratio:.2f}"
    return f"{shown} / {target:g}" + ("" if ratio >= target else " ^" if needed > 100 else " *")


def own_of_target(value, target, unit):
    shown = f"{value:,.0f} / {target:,g} ns" if unit == "ns" else f"{value:.1f} / {target:g} %"
    return shown + ("" if is_met(value, target, unit) else " *")


def targets_text(rows):
    lines = ["", "ctgrad, and the time of others / ctgrad's: measured / target, * where missed,",
             "^ where it would take more than the peak",
             f"  {'':<57} {'ctgrad':>17}" + "".join(f"{rival:>15}" for rival in rivals)]
    for title, value, target, unit, ratios in rows:
        lines.append(f"  {title:<57} {own_of_target(value, target, unit):>17}"
                     + "".join(f"{of_target(*ratio):>15}" for ratio in ratios))
    return "\n".join(lines)


# --- ctgrad alone: what is measured, and * where it misses its target ---

least_of_narrow_peak, least_of_whole_tiles = 78, 0.85
most_forward_passes, most_with_adam = 3.0, 1.06


def marked(value, met):
    return f"{value:.2f}" + ("" if met else " *")


def narrow_share(result):
    return f"{result.percent:.1f} / {least_of_narrow_peak} %" + (
        "" if result.percent >= least_of_narrow_peak else " *")


def step_cells(task, gradient, training):
    """Targets are set for batches, and Adam's for network b in batches of 256."""
    return (marked(gradient, gradient <= most_forward_passes or task.batch < 32),
            marked(training, training <= most_with_adam or (task.network, task.batch) != ("b", 256)))


def narrow_text(results):
    if not results:
        return ""
    lines = ["", "ctgrad in registers of 256 bit: % of their peak"]
    lines += [f"  {r.task.title():<54} {narrow_share(r):>12}" for r in results]
    return "\n".join(lines) + "\n"


def batches_text(rows):
    if not rows:
        return ""
    lines = ["", "ctgrad, batches that fill no tile: throughput / that of whole tiles"]
    lines += [f"  {network}: batch {odd:>3} / {whole:>3}   "
              + marked(ratio, ratio >= least_of_whole_tiles) for network, odd, whole, ratio in rows]
    return "\n".join(lines) + "\n"


def steps_text(rows):
    if not rows:
        return ""
    lines = ["", f"ctgrad, times{'':<43} gradient/forward pass   with Adam/gradient"]
    for task, *ratios in rows:
        gradient, training = step_cells(task, *ratios)
        lines.append(f"  {task.title():<54} {gradient:>12} {training:>20}")
    return "\n".join(lines) + "\n"


# --- Files ---

def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.machine()


def markdown_table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    lines += ["| " + " | ".join(row).replace(" *", " \\*") + " |" for row in rows]
    return "\n".join(lines) + "\n"


def markdown(everyone, tables, targets, narrow, odd, steps):
    parts = [f"# Gradients of multilayer perceptrons\n\n{processor()}, one core, one thread; thread"
             " CPU time, medians. Peak: fused multiply-adds at the time of the sample.\n",
             markdown_table(["contestant", "version"],
                            [[c.label, c.description] for c in everyone])]
    for table in tables:
        parts.append(f"## {table[0].task.title()}\n")
        parts.append(markdown_table(
            ["", "ns/sample", "GFLOP/s", "% of peak", "time/ours"],
            [[r.contestant.label, f"{r.nanoseconds:,.1f}", f"{r.gigaflops:.1f}",
              f"{r.percent:.1f}", f"{r.ratio:.2f}"] for r in table]))
    parts.append("## Targets\n\nctgrad, and the time of others / ctgrad's: measured / target,"
                 " * where missed, ^ where it would take more than the peak.\n")
    parts.append(markdown_table(
        ["", "ctgrad", *rivals],
        [[title, own_of_target(value, target, unit), *[of_target(*ratio) for ratio in ratios]]
         for title, value, target, unit, ratios in targets]))
    if narrow:
        parts.append("## ctgrad in registers of 256 bit\n")
        parts.append(markdown_table(["", "% of their peak"],
                                    [[r.task.title(), narrow_share(r)] for r in narrow]))
    if odd:
        parts.append("## ctgrad, batches that fill no tile\n")
        parts.append(markdown_table(
            ["network", "batch", "next whole one", "throughput / its throughput"],
            [[network, str(n), str(whole), marked(ratio, ratio >= least_of_whole_tiles)]
             for network, n, whole, ratio in odd]))
    if steps:
        parts.append("## ctgrad, steps of training\n")
        parts.append(markdown_table(
            ["", "gradient / forward pass", "gradient and Adam / gradient"],
            [[task.title(), *step_cells(task, *ratios)] for task, *ratios in steps]))
    return "\n".join(parts)


def csv_text(tables):
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["task", "contestant", "ns_per_sample", "gflops", "percent_of_peak",
                     "time_over_ours", "relative_error"])
    for r in (r for table in tables for r in table):
        writer.writerow([r.task, r.contestant.label, f"{r.nanoseconds:.2f}", f"{r.gigaflops:.2f}",
                         f"{r.percent:.2f}", f"{r.ratio:.3f}", f"{r.error:.1e}"])
    return buffer.getvalue()


# --- The drawing: a panel of bars for every task, in columns ---

columns, panel_width, bar, gap = 3, 450, 15, 4
label_width, bar_width, head, margin = 128, 170, 56, 24
ink, faint, own_colour, other_colour = "#1f2933", "#d9dfe5", "#1769aa", "#9fb3c8"


def words(x, y, content, size=11, anchor="start", weight="normal"):
    return (f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}"'
            f' font-weight="{weight}" fill="{ink}">{escape(content)}</text>')


def panel_height(table):
    return head + len(table) * (bar + gap) + margin


def panel(table, x, y):
    name, _, what = table[0].task.title().partition("; ")
    parts = [words(x, y + 13, name, 12, weight="bold"), words(x, y + 29, what, 11)]
    left, top = x + label_width, y + head - 6
    bottom = top + len(table) * (bar + gap)
    for percent in (0, 25, 50, 75, 100):
        at = left + bar_width * percent / 100
        parts.append(f'<line x1="{at:g}" y1="{top}" x2="{at:g}" y2="{bottom}" stroke="{faint}"/>')
        if percent % 50 == 0:
            parts.append(words(at, top - 4, f"{percent} %", 9, "middle"))
    for i, r in enumerate(table):
        row = top + i * (bar + gap) + gap / 2
        own = r.contestant.label == "ctgrad"
        weight = "bold" if own else "normal"
        length = bar_width * min(r.percent, 100) / 100
        parts.append(words(left - 6, row + 12, r.contestant.label, 11, "end", weight))
        parts.append(f'<rect x="{left:g}" y="{row:g}" width="{max(length, 0.5):.1f}"'
                     f' height="{bar}" fill="{own_colour if own else other_colour}"/>')
        right = left + bar_width
        parts.append(words(right + 50, row + 12, f"{r.percent:.1f} %", 11, "end", weight))
        parts.append(words(right + 122, row + 12, f"{r.nanoseconds:,.0f} ns", 11, "end", weight))
    return parts


def svg(tables):
    """Bars: % of the fused multiply-add peak; beside them nanoseconds per sample."""
    title_height = 64
    rows = [tables[i:i + columns] for i in range(0, len(tables), columns)]
    heights = [max(panel_height(table) for table in row) for row in rows]
    width, height = columns * panel_width + 2 * margin, title_height + sum(heights) + margin
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
             f' viewBox="0 0 {width} {height}" font-family="Helvetica, Arial, sans-serif">',
             f'<rect width="{width}" height="{height}" fill="white"/>',
             words(margin, 30, "Gradients of multilayer perceptrons: % of the multiply-add peak"
                   " of one core, and nanoseconds per sample", 16, weight="bold"),
             words(margin, 50, f"{processor()}, one thread; longer bars are better", 11)]
    y = title_height
    for row, row_height in zip(rows, heights):
        for i, table in enumerate(row):
            parts += panel(table, margin + i * panel_width, y)
        y += row_height
    return "\n".join(parts + ["</svg>", ""])
