/// Learning curves, and any others, as a picture (SVG).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ctgrad/core/config.hpp>
#include <ctgrad/nn/history.hpp>
#include <ctgrad/show/markup.hpp>

namespace ctgrad {

/// A line through (x[i], y[i]) in the order of i; points that are not finite are left out. The
/// colour is any that SVG knows: "#1f77b4", "red".
struct curve {
    std::string_view name, colour;
    std::vector<double> x, y;
};

namespace detail {

/// Axes and curves. The y axis is logarithmic where it may be, and all values are positive and span
/// a decade.
class chart {
public:
    chart(std::vector<curve> curves, bool logarithmic) : curves_(std::move(curves)) {
        for (const curve& c : curves_)
            for (std::size_t i = 0; i < c.x.size(); ++i) {
                if (!std::isfinite(c.y[i])) continue;
                left_ = std::min(left_, c.x[i]), right_ = std::max(right_, c.x[i]);
                low_ = std::min(low_, c.y[i]), high_ = std::max(high_, c.y[i]);
            }
        if (!(left_ <= right_)) left_ = low_ = 0, right_ = high_ = 1;
        logarithmic_ = logarithmic && low_ > 0 && high_ >= 10 * low_;
        if (left_ == right_) right_ = left_ + 1;
        if (low_ == high_) high_ = low_ + 1;
    }

    std::string svg(std::string_view x_name, std::string_view y_name) const {
        std::string out = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" )"
                          R"(font-family="sans-serif" font-size="12">)"
                          "\n"
                          R"(<rect width="640" height="400" fill="white"/>)"
                          "\n";
        for (int i = 0; i <= 4; ++i) {
            const double part = i / 4.0, height = bottom - part * (bottom - top);
            out += R"(<path d="M)" + number(begin) + ' ' + number(height) + 'H' + number(end) +
                   R"(" stroke="#ddd"/>)" + "\n" + label(begin - 6, height + 4, "end", value(part));
            const double x = left_ + part * (right_ - left_);
            out += label(begin + part * (end - begin), bottom + 18, "middle", number(x));
        }
        out += label((begin + end) / 2, bottom + 36, "middle", x_name) +
               label(begin, top - 10, "start", y_name);
        double legend = top + 6;
        for (const curve& c : curves_) {
            const std::string path = path_of(c);
            if (path.empty()) continue;
            out += R"(<path fill="none" stroke-width="2" stroke=")" + std::string(c.colour) +
                   R"(" d=")" + path + "\"/>\n" + R"(<path stroke-width="2" stroke=")" +
                   std::string(c.colour) + R"(" d="M)" + number(end - 120) + ' ' + number(legend) +
                   "h20\"/>\n" + label(end - 94, legend + 4, "start", c.name);
            legend += 18;
        }
        return out + "</svg>\n";
    }

private:
    static constexpr double begin = 70, end = 620, top = 30, bottom = 350;

    static std::string number(double value) {
        char text[32];
        std::snprintf(text, sizeof text, "%.4g", value);
        return text;
    }
    static std::string escaped(std::string_view text) {
        std::string out;
        for (const char c : text) {
            if (const std::string_view entity = entity_of(c); entity.empty()) out += c;
            else out += entity;
        }
        return out;
    }
    static std::string label(double x, double y, std::string_view anchor, std::string_view text) {
        return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" +
               std::string(anchor) + "\">" + escaped(text) + "</text>\n";
    }
    std::string value(double part) const {
        return number(logarithmic_ ? low_ * std::pow(high_ / low_, part)
                                   : low_ + part * (high_ - low_));
    }
    std::string path_of(const curve& c) const {
        std::string path;
        for (std::size_t i = 0; i < c.x.size(); ++i) {
            if (!std::isfinite(c.y[i])) continue;
            const double part = logarithmic_ ? std::log(c.y[i] / low_) / std::log(high_ / low_)
                                             : (c.y[i] - low_) / (high_ - low_);
            path += path.empty() ? 'M' : 'L';
            path += number(begin + (c.x[i] - left_) / (right_ - left_) * (end - begin)) + ' ' +
                    number(bottom - part * (bottom - top));
        }
        return path;
    }

    std::vector<curve> curves_;
    double left_ = HUGE_VAL, right_ = -HUGE_VAL, low_ = HUGE_VAL, high_ = -HUGE_VAL;
    bool logarithmic_ = false;
};

}  // namespace detail

/// Curves over common axes, with a legend: a picture for a browser. The y axis, where asked for, is
/// logarithmic if all values are positive and span a decade. Error (std::invalid_argument): a curve
/// whose x and y differ in number.
inline std::string line_chart(std::vector<curve> curves, std::string_view x_name,
                              std::string_view y_name, bool logarithmic = false) {
    for (const curve& c : curves)
        if (c.x.size() != c.y.size())
            CTGRAD_THROW(std::invalid_argument("line_chart: the curve " + std::string(c.name) +
                                               " has " + std::to_string(c.x.size()) + " x and " +
                                               std::to_string(c.y.size()) + " y"));
    return detail::chart(std::move(curves), logarithmic).svg(x_name, y_name);
}

/// The loss of a training over its epochs, and that of validation where there is one: a picture for
/// a browser.
inline std::string learning_curves(const nn::history& h) {
    curve training{"training", "#1f77b4", {}, {}}, validation{"validation", "#d62728", {}, {}};
    for (const nn::epoch_record& e : h.epochs) {
        training.x.push_back(e.epoch);
        training.y.push_back(e.loss);
        validation.x.push_back(e.epoch);
        validation.y.push_back(e.validation_loss);
    }
    return detail::chart({training, validation}, true).svg("epoch", "loss");
}

}  // namespace ctgrad
