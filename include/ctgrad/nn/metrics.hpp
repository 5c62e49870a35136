/// How good a trained network is on data.
#pragma once

#include <cstddef>
#include <iosfwd>

#include <ctgrad/core/math/standard.hpp>
#include <ctgrad/core/refusal.hpp>
#include <ctgrad/tensor/buffer.hpp>
#include <ctgrad/tensor/number_span.hpp>

namespace ctgrad::nn {

/// The place of the largest number; the first of equals. NaN is never the largest.
template <class T> constexpr std::size_t argmax(number_span<const T> numbers) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < numbers.size(); ++i)
        if (numbers[i] > numbers[best] || numbers[best] != numbers[best]) best = i;
    return best;
}
template <ctgrad::detail::contiguous_range Numbers>
constexpr std::size_t argmax(const Numbers& numbers) {
    return argmax(ctgrad::detail::numbers_seen<Numbers>(numbers));
}

/// The fraction of rows whose largest entry stands at the label. `outputs` holds one row of
/// outputs.size() / labels.size() numbers per label. Error (std::invalid_argument): parts of rows.
template <class T, class Label>
double accuracy(number_span<const T> outputs, number_span<const Label> labels) {
    if (labels.empty()) return 0;
    const std::size_t width = outputs.size() / labels.size();
    if (width == 0 || width * labels.size() != outputs.size())
        core::throw_invalid_argument({"accuracy: ", labels.size(),
                                      " labels need as many rows of outputs, not ", outputs.size(),
                                      " numbers"});
    std::size_t right = 0;
    for (std::size_t i = 0; i < labels.size(); ++i)
        right += argmax(outputs.subspan(i * width, width)) == static_cast<std::size_t>(labels[i]);
    return static_cast<double>(right) / static_cast<double>(labels.size());
}
template <ctgrad::detail::contiguous_range Outputs, ctgrad::detail::contiguous_range Labels>
double accuracy(const Outputs& outputs, const Labels& labels) {
    return accuracy(ctgrad::detail::numbers_seen<Outputs>(outputs),
                    ctgrad::detail::numbers_seen<Labels>(labels));
}

/// Counts of (label, class found): `matrix(label, found)`.
class confusion_matrix {
public:
    /// `outputs` holds one row of `classes` numbers per label; the class found is the largest
    /// one's. Errors (std::invalid_argument): other sizes, a label that is no class, which is named
    /// with its row, counted from 0.
    template <ctgrad::detail::contiguous_range Outputs, ctgrad::detail::contiguous_range Labels>
    confusion_matrix(const Outputs& outputs, const Labels& labels, int classes)
        : confusion_matrix(ctgrad::detail::numbers_seen<Outputs>(outputs),
                           ctgrad::detail::numbers_seen<Labels>(labels), classes) {}
    template <class T, class Label>
    confusion_matrix(number_span<const T> outputs, number_span<const Label> labels, int classes)
        : classes_(classes), counts_(checked_size(outputs.size(), labels.size(), classes)) {
        const auto width = static_cast<std::size_t>(classes);
        for (std::size_t i = 0; i < labels.size(); ++i) {
            const auto label = static_cast<long long>(labels[i]);
            if (label < 0 || label >= classes)
                core::throw_invalid_argument({"confusion_matrix: row ", i, " has the label ", label,
                                              ", which is none of 0 to ", classes - 1});
            ++counts_[static_cast<std::size_t>(label) * width +
                      argmax(outputs.subspan(i * width, width))];
        }
    }

    int classes() const { return classes_; }
    long operator()(int label, int found) const {
        return counts_[static_cast<std::size_t>(label) * static_cast<std::size_t>(classes_) +
                       static_cast<std::size_t>(found)];
    }
    /// Of the samples with this label, the fraction found; NaN where there are none.
    double recall(int label) const {
        long all = 0;
        for (int found = 0; found < classes_; ++found) all += (*this)(label, found);
        return static_cast<double>((*this)(label, label)) / static_cast<double>(all);
    }
    /// Of the samples found to be of this class, the fraction that is; NaN where there are none.
    double precision(int found) const {
        long all = 0;
        for (int label = 0; label < classes_; ++label) all += (*this)(label, found);
        return static_cast<double>((*this)(found, found)) / static_cast<double>(all);
    }

    /// A table: a line per label, a column per class found. Whoever asks for it includes <string>.
    template <class Text = std::string> Text text() const {
        Text out = "label";
        for (int found = 0; found < classes_; ++found) write_cell(out, found, 7, 1);
        for (int label = 0; label < classes_; ++label) {
            out += '\n';
            write_cell(out, label, 5, 0);
            for (int found = 0; found < classes_; ++found)
                write_cell(out, (*this)(label, found), 7, 1);
        }
        return out += '\n';
    }

private:
    static std::size_t checked_size(std::size_t outputs, std::size_t labels, int classes) {
        if (classes < 1 || outputs != labels * static_cast<std::size_t>(classes))
            core::throw_invalid_argument({"confusion_matrix: ", labels,
                                          " labels need as many rows of ", classes,
                                          " outputs, not ", outputs, " numbers"});
        return static_cast<std::size_t>(classes) * static_cast<std::size_t>(classes);
    }

    /// At the end of so many characters, behind `least` spaces where it is longer.
    template <class Text>
    static void write_cell(Text& out, long number, std::size_t width, std::size_t least) {
        text_buffer<20> digits;
        digits << static_cast<std::int64_t>(number);
        const std::size_t size = digits.view().size();
        out.append(size < width ? width - size : least, ' ');
        out.append(digits.characters, size);
    }

    int classes_;
    buffer<long> counts_;
};

namespace detail {

/// The mean of part(output, target) over all of them, which have to be equally many and some.
template <class T, class Part>
double mean_over(const char* name, number_span<const T> outputs, number_span<const T> targets,
                 Part part) {
    if (outputs.size() != targets.size() || outputs.empty())
        core::throw_invalid_argument({name, ": as many outputs as targets, at least one, not ",
                                      outputs.size(), " and ", targets.size()});
    double total = 0;
    for (std::size_t i = 0; i < outputs.size(); ++i)
        total += part(static_cast<double>(outputs[i]), static_cast<double>(targets[i]));
    return total / static_cast<double>(outputs.size());
}

}  // namespace detail

/// sqrt(mean (output - target)^2). Error (std::invalid_argument): other counts, or none.
template <class T>
double root_mean_squared_error(number_span<const T> outputs, number_span<const T> targets) {
    return math::standard::sqrt(
        detail::mean_over("root_mean_squared_error", outputs, targets,
                          [](double y, double t) { return (y - t) * (y - t); }));
}
template <ctgrad::detail::contiguous_range Outputs, ctgrad::detail::contiguous_range Targets>
double root_mean_squared_error(const Outputs& outputs, const Targets& targets) {
    return root_mean_squared_error(ctgrad::detail::numbers_seen<Outputs>(outputs),
                                   ctgrad::detail::numbers_seen<Outputs>(targets));
}

/// mean |output - target|. Error (std::invalid_argument): other counts, or none.
template <class T>
double mean_absolute_deviation(number_span<const T> outputs, number_span<const T> targets) {
    return detail::mean_over("mean_absolute_deviation", outputs, targets,
                             [](double y, double t) { return math::standard::abs(y - t); });
}
template <ctgrad::detail::contiguous_range Outputs, ctgrad::detail::contiguous_range Targets>
double mean_absolute_deviation(const Outputs& outputs, const Targets& targets) {
    return mean_absolute_deviation(ctgrad::detail::numbers_seen<Outputs>(outputs),
                                   ctgrad::detail::numbers_seen<Outputs>(targets));
}

/// R^2, the share of the targets' variance that the outputs explain: 1 - sum (output - target)^2 /
/// sum (target - mean target)^2. 1 is perfect, 0 no better than the mean; NaN or minus infinity
/// where all targets are equal. Error (std::invalid_argument): other counts, or none.
template <class T> double r_squared(number_span<const T> outputs, number_span<const T> targets) {
    const double mean =
        detail::mean_over("r_squared", outputs, targets, [](double, double t) { return t; });
    const double left = detail::mean_over("r_squared", outputs, targets,
                                          [](double y, double t) { return (y - t) * (y - t); });
    return 1 - left / detail::mean_over("r_squared", outputs, targets, [mean](double, double t) {
                   return (t - mean) * (t - mean);
               });
}
template <ctgrad::detail::contiguous_range Outputs, ctgrad::detail::contiguous_range Targets>
double r_squared(const Outputs& outputs, const Targets& targets) {
    return r_squared(ctgrad::detail::numbers_seen<Outputs>(outputs),
                     ctgrad::detail::numbers_seen<Outputs>(targets));
}

}  // namespace ctgrad::nn
