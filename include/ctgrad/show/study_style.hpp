/// How formulas of a study are written: with adjoints as ∂L/∂z, and with numbers for names.
#pragma once

#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include <ctgrad/show/mathml.hpp>
#include <ctgrad/show/unicode.hpp>

namespace ctgrad::detail {

/// A number as people read it: a true minus sign, 10 to a power instead of an e.
inline std::string readable(double value, int digits = 5) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value < 0 ? "−∞" : "∞";
    char text[40];
    std::snprintf(text, sizeof text, "%.*g", digits, value);
    std::string out;
    for (const char* c = text; *c != '\0'; ++c) {
        if (*c == 'e') {
            out += "×10";
            int exponent = 0;
            std::sscanf(c + 1, "%d", &exponent);
            if (exponent < 0) out += "⁻";
            for (const char digit : std::to_string(std::abs(exponent))) out += raised_digit(digit);
            break;
        }
        if (*c == '-') out += "−";
        else out += *c;
    }
    return out;
}

/// Text for HTML, SVG and XML, inside of elements and of attributes in double quotes.
inline std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '&') out += "&amp;";
        else if (c == '"') out += "&quot;";
        else if (c == '\'') out += "&#39;";
        else if (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t') out += ' ';
        else out += c;
    }
    return out;
}

/// In front of a node's name: its adjoint. As a name: the value of the whole.
inline constexpr char adjoint_mark = '\1', root_mark = '\2';

/// What names stand for. A node without numbers is a vector or a matrix.
struct study_symbols {
    std::string root = "L";
    std::map<std::string, std::vector<double>, std::less<>> values{}, adjoints{};

    /// The number of a scalar; null for what is none.
    const double* number(std::string_view name) const {
        const bool adjoint = name[0] == adjoint_mark;
        const auto& all = adjoint ? adjoints : values;
        const auto found = all.find(name.substr(adjoint));
        return found == all.end() || found->second.size() != 1 ? nullptr : &found->second[0];
    }
};

/// A style (unicode.hpp, mathml.hpp) that knows these names. With `numbers`, it writes numbers for
/// them, and `complete` tells afterwards whether all of them have one.
template <class Base> struct study_style : Base {
    using view = std::string_view;

    const study_symbols* symbols = nullptr;
    bool numbers = false;
    bool complete = true;

    explicit study_style(long_text& text) : Base{text} {}

    void name(view text) {
        if (numbers) {
            const double* const value = symbols->number(text);
            complete = complete && value;
            if (!value) return Base::name("?");
            const bool brackets = *value < 0;
            if (brackets) this->open("(");
            number_text(readable(*value));
            if (brackets) this->close(")");
        } else if (text[0] == adjoint_mark) partial(text.substr(1));
        else plain_name(text);
    }
    /// ∂L/∂text
    void partial(view text) {
        if constexpr (Base::flat) {
            this->out << "∂";
            plain_name(view(&root_mark, 1));
            this->out << "/∂";
            plain_name(text);
        } else {
            this->out << "<mfrac><mrow><mo>∂</mo>";
            plain_name(view(&root_mark, 1));
            this->out << "</mrow><mrow><mo>∂</mo>";
            plain_name(text);
            this->out << "</mrow></mfrac>";
        }
    }
    void plain_name(view text) { Base::name(text[0] == root_mark ? view(symbols->root) : text); }
    void number_text(const std::string& text) {
        if constexpr (Base::flat) this->out << view(text);
        else this->element("mn", text);
    }
    void times() {
        if constexpr (Base::flat) this->out << view(numbers ? " · " : " ");
        else if (numbers) this->sign_of("·");
        else this->out << "<mo>\u2062</mo><mspace width=\"0.17em\"/>";
    }
    void juxtapose(bool close) {
        if (numbers || !Base::flat) times();
        else Base::juxtapose(close);
    }
};

}  // namespace ctgrad::detail
