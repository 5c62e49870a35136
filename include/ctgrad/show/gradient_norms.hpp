/// How gradients vanish or explode on their way back through time: the norm of the state's gradient
/// in every step, as a table and as a picture (SVG).
///
///     const auto norms = state_gradient_norms(loss, run, h)(W = weights, X = rows, h0 = start);
///     std::cout << text(norms);
///     io::write_file("norms.svg", svg(norms));
#pragma once

#include <ctgrad/eval/evaluate.hpp>
#include <ctgrad/expr/state_gradient.hpp>
#include <ctgrad/show/curves.hpp>

namespace ctgrad {

/// Euclidean norms of the gradient by a state, before each of T steps that run and behind the last:
/// T + 1 numbers (state_gradient in expr/state_gradient.hpp says what they belong to).
struct gradient_norms {
    std::vector<double> norms;

    /// By which factor the norm grows from step to step back in time, as a geometric mean from the
    /// last state with a gradient that is not 0 on: below 1 it vanishes, above it explodes. NaN
    /// where there are no two such states.
    double factor_per_step() const {
        std::size_t last = norms.size();
        while (last > 0 && norms[last - 1] == 0) --last;
        if (last < 2) return std::nan("");
        return std::pow(norms.front() / norms[last - 1], 1 / static_cast<double>(last - 1));
    }
};

namespace detail {

template <expression Rows, int Count, expression Steps> struct state_norms {
    /// With bindings as of an expression. Errors: the same as of a call of one.
    template <class... Bindings> gradient_norms operator()(const Bindings&... bindings) const {
        const auto rows = Rows{}(bindings...);
        constexpr int width = Rows::extent().size() / Count;
        const auto steps = static_cast<int>(Steps{}(bindings...));
        gradient_norms result;
        for (int t = 0; t < Count; ++t) {
            if (t >= steps && t < Count - 1) continue;
            double norm = 0;  // hypot: numbers whose squares are too small or too large have one
            for (int i = 0; i < width; ++i)
                norm = std::hypot(norm, static_cast<double>(rows.data()[t * width + i]));
            result.norms.push_back(norm);
        }
        return result;
    }
};

}  // namespace detail

/// The norms for a loss, the scan it reads and a variable that it carries, to be called with what
/// the loss is called with.
template <operand Loss, class Results, variable X>
constexpr auto state_gradient_norms(Loss loss, scanned<Results> run, X x) {
    using rows = decltype(state_gradient(loss, run, x));
    return detail::state_norms<rows, rows::extent().size() / X::extent().size(),
                               std::remove_cvref_t<decltype(run.steps())>>{};
}

/// A table: at most about twenty steps, the first and the last among them, and the mean factor.
inline std::string text(const gradient_norms& n) {
    std::string out = " step  norm of the gradient\n";
    const auto line = [&](const char* format, auto... values) {
        char buffer[64];
        std::snprintf(buffer, sizeof buffer, format, values...);
        out += buffer;
    };
    const std::size_t count = n.norms.size(), stride = count < 22 ? 1 : (count + 18) / 20;
    for (std::size_t t = 0; t < count; ++t)
        if (t % stride == 0 || t + 1 == count) line("%5zu  %.4g\n", t, n.norms[t]);
    line("for each step back: %.4g\n", n.factor_per_step());
    return out;
}

/// The norms over the steps, in a logarithmic scale where they span a decade.
inline std::string svg(const gradient_norms& n) {
    curve norms{"norm of the gradient", "#1f77b4", {}, {}};
    for (std::size_t t = 0; t < n.norms.size(); ++t) {
        norms.x.push_back(static_cast<double>(t));
        // What has vanished altogether has no place in a logarithmic scale.
        norms.y.push_back(n.norms[t] > 0 ? n.norms[t] : std::nan(""));
    }
    return line_chart({norms}, "step", "norm of the gradient by the state", true);
}

}  // namespace ctgrad
