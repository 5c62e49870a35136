/// The progress of a training, as lines of text: a bar that moves on a terminal, lines elsewhere.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ostream>
#include <string>
#include <vector>

#include <ctgrad/nn/fit.hpp>

namespace ctgrad::nn {

/// Writes to a stream while a training runs:
///   nn::progress show(std::cout, isatty(1), options);   // before fit(..., options)
/// sets the callbacks of the options (what was set before is called too). On a terminal one line
/// shows epoch, bar, loss, samples per second and the time that is left; every epoch leaves its
/// line. Elsewhere there is a line per epoch, or for one epoch in `every`.
class progress {
public:
    progress(std::ostream& out, bool terminal, fit_options& options, int every = 1)
        : out_(out),
          terminal_(terminal),
          every_(std::max(1, every)),
          epochs_(options.epochs),
          first_(options.first_epoch),
          batch_(options.batch) {
        for (const metric& m : options.metrics) names_.push_back(m.name);
        if (terminal)
            options.on_step = [this, next = options.on_step](const step_report& now) {
                step(now);
                return !next || next(now);
            };
        options.on_epoch = [this, next = options.on_epoch](const epoch_record& now) {
            epoch(now);
            return !next || next(now);
        };
    }
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;

private:
    static std::string formatted(const char* format, double value) {
        char text[64];
        std::snprintf(text, sizeof text, format, value);
        return text;
    }
    static std::string time_text(double seconds) {
        const auto whole = static_cast<long>(std::ceil(seconds));
        if (whole < 100) return std::to_string(whole) + " s";
        if (whole < 6000) return std::to_string(whole / 60) + " min";
        return std::to_string(whole / 3600) + " h";
    }

    /// At most ten times a second: writing takes time too.
    void step(const step_report& now) {
        const double seconds = clock_.seconds();
        if (now.step > 0 && seconds - shown_ < 0.1) return;
        shown_ = seconds;
        const long first = static_cast<long>(first_ - 1) * now.steps_per_epoch;
        const double done = static_cast<double>(now.step + 1 - first);
        const double all = static_cast<double>(epochs_) * static_cast<double>(now.steps_per_epoch) -
                           static_cast<double>(first);
        const long of_epoch = now.step % now.steps_per_epoch + 1;
        constexpr long width = 20;
        const long filled = width * of_epoch / now.steps_per_epoch;
        out_ << "\repoch " << now.epoch << '/' << epochs_ << " ["
             << std::string(static_cast<std::size_t>(filled), '=')
             << std::string(static_cast<std::size_t>(width - filled), ' ') << "] loss "
             << formatted("%.4g", now.loss) << "  "
             << formatted("%.0f", done * batch_ / std::max(seconds, 1e-9)) << " samples/s  "
             << time_text(seconds * (all - done) / done) << " left   " << std::flush;
    }

    void epoch(const epoch_record& now) {
        if (!terminal_ && now.epoch % every_ != 0 && now.epoch != first_ && now.epoch != epochs_)
            return;
        std::string line = "epoch " + std::to_string(now.epoch) + '/' + std::to_string(epochs_) +
                           "  loss " + formatted("%.4f", now.loss);
        if (!std::isnan(now.validation_loss))
            line += "  validation " + formatted("%.4f", now.validation_loss);
        for (std::size_t i = 0; i < now.metrics.size() && i < names_.size(); ++i)
            line += "  " + names_[i] + ' ' + formatted("%.4f", now.metrics[i]);
        line += "  " + formatted("%.0f", now.samples_per_second) + " samples/s";
        if (terminal_)
            line = '\r' + line + std::string(line.size() < 79 ? 79 - line.size() : 0, ' ');
        out_ << line << '\n' << std::flush;
    }

    std::ostream& out_;
    bool terminal_;
    int every_, epochs_, first_, batch_;
    std::vector<std::string> names_;
    detail::stopwatch clock_;
    double shown_ = 0;  ///< seconds
};

}  // namespace ctgrad::nn
