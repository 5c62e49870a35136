/// The steps of a study page: start, forward pass, loss, backward pass, update.
#pragma once

#include <set>

#include <ctgrad/show/graph_picture.hpp>

namespace ctgrad::detail {

/// The largest vectors and matrices that are written out.
inline constexpr int most_rows_written = 8, most_columns_written = 6;

inline std::string math_element(const std::string& content) {
    return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" "
           "displaystyle=\"true\"><mrow>" +
           content + "</mrow></math>";
}
inline std::string number_math(double value, int digits = 5) {
    return "<mn>" + readable(value, digits) + "</mn>";
}

/// What many numbers have in common.
inline std::string many_text(shape extent, const std::vector<double>& numbers) {
    double low = numbers[0], high = numbers[0], squares = 0;
    for (const double n : numbers)
        low = std::min(low, n), high = std::max(high, n), squares += n * n;
    return shape_text(extent) + ", from " + readable(low, 4) + " to " + readable(high, 4) +
           ", norm " + readable(std::sqrt(squares), 4);
}

/// MathML of a number, a vector (as a row) or a matrix; of many, their shape and range.
inline std::string numbers_math(shape extent, const std::vector<double>& numbers) {
    if (extent.rank == 0) return number_math(numbers[0]);
    if (extent.rank == 1 ? extent.rows > most_rows_written
                         : extent.rows > most_rows_written || extent.columns > most_columns_written)
        return "<mtext>" + many_text(extent, numbers) + "</mtext>";
    std::string out = "<mrow><mo>(</mo>";
    if (extent.rank == 1) {
        for (std::size_t i = 0; i < numbers.size(); ++i)
            out += (i == 0 ? "" : "<mo>,</mo>") + number_math(numbers[i], 4);
        return out + "<mo>)</mo></mrow>";
    }
    out += "<mtable>";
    for (int i = 0; i < extent.rows; ++i) {
        out += "<mtr>";
        for (int j = 0; j < extent.columns; ++j)
            out += "<mtd>" +
                   number_math(numbers[static_cast<std::size_t>(i * extent.columns + j)], 4) +
                   "</mtd>";
        out += "</mtr>";
    }
    return out + "</mtable><mo>)</mo></mrow>";
}

class step_writer {
public:
    explicit step_writer(const study_report& report)
        : report_(report),
          root_(static_cast<int>(report.nodes.size()) - 1),
          waiting_(report.nodes.size(), 0) {
        for (const study_node& n : report.nodes)
            for (const study_input& i : n.inputs) waiting_[index(i.node)] += i.passes();
    }

    std::string write() {
        start();
        for (int n = 0; n <= root_; ++n)
            if (!node(n).variable) forward(n);
        for (int n = root_; n >= 0; --n)
            if (!node(n).variable && passes(node(n))) backward(n);
        for (std::size_t p = 0; p < report_.parameters.size(); ++p) update(report_.parameters[p]);
        end();
        return out_;
    }

    /// ∂L/∂ of something.
    std::string partial(const std::string& of) const {
        const std::string& value = report_.nodes.back().name_math;
        return "<mfrac><mrow><mo>∂</mo>" + value + "</mrow><mrow><mo>∂</mo>" + of +
               "</mrow></mfrac>";
    }

private:
    static std::size_t index(int i) { return static_cast<std::size_t>(i); }
    const study_node& node(int n) const { return report_.nodes[index(n)]; }
    static bool passes(const study_node& n) {
        for (const study_input& i : n.inputs)
            if (i.passes()) return true;
        return false;
    }
    static std::string equals(const std::string& a, const std::string& b) {
        return a + "<mo>=</mo>" + b;
    }
    static std::string line(const std::string& content) {
        return "<div class=\"line\">" + math_element(content) + "</div>\n";
    }

    void begin(std::string_view phase, const std::string& title, const std::set<int>& nodes,
               int main, const std::string& values, const std::string& adjoints) {
        out_ += "<article class=\"step\" data-phase=\"" + std::string(phase) + "\" data-main=\"" +
                std::to_string(main) + "\" data-nodes=\"";
        for (const int n : nodes) out_ += std::to_string(n) + ' ';
        out_ += "\" data-values=\"" + values + "\" data-adjoints=\"" + adjoints + "\">\n<h3>" +
                title + "</h3>\n<div class=\"body\">\n<div>\n";
    }
    void rule(const std::string& text) { out_ += "<p class=\"rule\">" + escaped(text) + "</p>\n"; }
    void finish() { out_ += "</div>\n</div>\n</article>\n"; }

    void start() {
        std::string known;
        std::set<int> variables;
        for (int n = 0; n <= root_; ++n)
            if (node(n).variable) known += std::to_string(n) + ' ', variables.insert(n);
        begin("forward", "What is given", variables, -1, known, "");
        std::string inputs;
        for (const int n : variables)
            if (!node(n).parameter)
                inputs +=
                    line(equals(node(n).name_math, numbers_math(node(n).extent, node(n).value)));
        if (!inputs.empty()) rule("Inputs:");
        out_ += inputs;
        rule("Parameters, which the update will change:");
        for (const study_parameter& p : report_.parameters)
            out_ += line(equals(p.name_math, numbers_math(p.extent, p.value)));
        finish();
    }

    void forward(int n) {
        const study_node& of = node(n);
        std::set<int> nodes{n};
        for (const study_input& i : of.inputs) nodes.insert(i.node);
        const bool last = n == root_;
        begin(last ? "loss" : "forward",
              last ? "The value: " + escaped(of.name) : "Forward: " + escaped(of.name), nodes, n,
              std::to_string(n), "");
        if (of.extent.rank > 0) rule(shape_text(of.extent) + " numbers");
        out_ += line(equals(of.name_math, of.formula));
        if (!of.numbers.empty() && !of.inputs.empty())
            out_ += line(equals(of.name_math, of.numbers));
        out_ += "<div class=\"line numbers\">" +
                math_element(equals(of.name_math, numbers_math(of.extent, of.value))) + "</div>\n";
        finish();
    }

    /// Adjoints that are complete once this node has passed on its own.
    void backward(int n) {
        const study_node& of = node(n);
        std::set<int> nodes{n};
        std::string complete = n == root_ ? std::to_string(n) + ' ' : "", known;
        for (const study_input& i : of.inputs)
            if (i.passes()) {
                nodes.insert(i.node);
                if (--waiting_[index(i.node)] == 0) complete += std::to_string(i.node) + ' ';
            }
        begin("backward", "Backward through " + escaped(of.name), nodes, n, "", complete);
        rule("Chain rule, with the " + of.rule + ".");
        out_ += line(equals(of.name_math, of.formula));
        out_ += line(equals(partial(of.name_math), numbers_math(of.extent, of.adjoint)));
        out_ += "</div>\n<dl>\n";
        for (const study_input& i : of.inputs)
            if (i.passes()) give(of, i);
        out_ += "</dl>\n</div>\n</article>\n";
    }

    void give(const study_node& of, const study_input& i) {
        const study_node& to = node(i.node);
        const std::string name = partial(to.name_math);
        int users = 0;
        for (const study_node& n : report_.nodes)
            for (const study_input& other : n.inputs)
                users += other.node == i.node && other.passes();
        out_ += "<div>\n<dt>To " + escaped(to.name);
        if (users > 1)
            out_ += ", one of " + std::to_string(users) + " parts that are added, through " +
                    escaped(of.name);
        out_ += "</dt>\n<dd>";
        const std::string sign = users > 1 ? "<mo>+=</mo>" : "<mo>=</mo>";
        out_ += "<div class=\"line\">" + math_element(name + sign + i.formula) + "</div>";
        const bool substituted = !i.numbers.empty() && to.extent.rank == 0;
        const std::string result = numbers_math(to.extent, i.part);
        out_ += "<div class=\"line numbers\">";
        if (substituted && i.numbers != result)  // two elements, as a line breaks between them
            out_ += math_element(name + sign + i.numbers) + ' ' + math_element(equals("", result));
        else out_ += math_element(name + sign + result);
        out_ += "</div>";
        if (users > 1 && waiting_[index(i.node)] == 0)
            out_ += "<div class=\"line numbers\">" +
                    math_element(equals(name, numbers_math(to.extent, to.adjoint)) +
                                 "<mtext>, the sum</mtext>") +
                    "</div>";
        out_ += "</dd>\n</div>\n";
    }

    void update(const study_parameter& p) {
        std::set<int> nodes;
        if (p.node >= 0) nodes.insert(p.node);
        begin("update", "Update: " + escaped(p.name), nodes, p.node, "", "");
        rule("Gradient descent: against the gradient, by the rate.");
        const std::string rate = number_math(report_.options.rate);
        const std::string becomes = p.name_math + "<mo>←</mo>";
        out_ +=
            line(becomes + p.name_math + "<mo>−</mo>" + rate + "<mo>·</mo>" + partial(p.name_math));
        if (p.extent.rank == 0)
            out_ +=
                line(becomes + number_math(p.value[0]) + "<mo>−</mo>" + rate + "<mo>·</mo>" +
                     (p.gradient[0] < 0 ? "<mo>(</mo>" + number_math(p.gradient[0]) + "<mo>)</mo>"
                                        : number_math(p.gradient[0])));
        else
            out_ += line(equals(partial(p.name_math), numbers_math(p.extent, p.gradient))) +
                    line(equals(p.name_math, numbers_math(p.extent, p.value)));
        out_ += "<div class=\"line numbers\">" +
                math_element(becomes + numbers_math(p.extent, p.updated)) + "</div>\n";
        finish();
    }

    void end() {
        begin("update", "After the update", {}, -1, "", "");
        const double change = report_.updated_value - report_.value;
        rule(change < 0   ? "The value has fallen."
             : change > 0 ? "The value has risen: this rate goes too far."
                          : "The value is the same.");
        const std::string& name = report_.nodes.back().name_math;
        out_ += line(name + "<mo>:</mo>" + number_math(report_.value) + "<mo>→</mo>" +
                     number_math(report_.updated_value));
        finish();
    }

    const study_report& report_;
    int root_;
    std::vector<int> waiting_;  ///< per node: users that have not passed on their adjoint
    std::string out_;
};

}  // namespace ctgrad::detail
