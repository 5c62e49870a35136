/// Writes parameters as a C++ header, to be compiled into a program that opens no file.
#pragma once

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

#include <ctgrad/io/names.hpp>
#include <ctgrad/io/write_file.hpp>

namespace ctgrad::io {

/// A C++ header in which namespace `name` holds one constexpr array for every variable, called like
/// it, and `all`, a tuple of them for load (io/constants.hpp). Numbers are hexadecimal, so that the
/// compiled ones are the same bits. The header needs the standard library alone (C++20); its arrays
/// can be bound, `net.output(net.input = x, net.weight<1>() = digits::W1, ...)`, in constants too.
/// Errors: std::invalid_argument if the name is no C++ identifier, or several joined by "::".
template <class T, variable... Variables>
std::string header_text(const parameters<T, Variables...>& weights, std::string_view name);

/// The same into a file, at once. Errors: also those of write_file.
template <class T, variable... Variables>
void write_header(const std::filesystem::path& path, const parameters<T, Variables...>& weights,
                  std::string_view name) {
    write_file(path, header_text(weights, name));
}

namespace detail {

/// A literal of exactly this number; NaN and infinity, which have none, by their bits.
template <class T> void append_literal(std::string& out, T number) {
    constexpr bool is_float = std::same_as<T, float>;
    char text[64];
    if (!std::isfinite(number)) {
        const auto bits =
            std::bit_cast<std::conditional_t<is_float, std::uint32_t, std::uint64_t>>(number);
        char* const end = std::to_chars(text, text + sizeof text, bits, 16).ptr;
        out.append(is_float ? "std::bit_cast<float>(std::uint32_t{0x"
                            : "std::bit_cast<double>(std::uint64_t{0x");
        out.append(text, end).append("})");
        return;
    }
    const T size = std::signbit(number) ? -number : number;
    char* const end = std::to_chars(text, text + sizeof text, size, std::chars_format::hex).ptr;
    out.append(std::signbit(number) ? "-0x" : "0x").append(text, end).append(is_float ? "f" : "");
}

/// "{1, 2, 3}", in lines of at most 100 columns.
template <class T>
void append_row(std::string& out, const T* numbers, std::size_t count, std::string_view indent) {
    constexpr std::size_t longest = 100;
    std::string line(indent), next;
    line += '{';
    for (std::size_t i = 0; i < count; ++i) {
        next.clear();
        append_literal(next, numbers[i]);
        next += i + 1 < count ? "," : "}";
        if (line.size() + 1 + next.size() > longest) {
            out.append(line).append("\n");
            line.assign(indent.size(), ' ');
        }
        line.append(line.ends_with('{') ? "" : " ").append(next);
    }
    out += line;
}

template <class T, variable X> void append_array(std::string& out, X variable, const T* numbers) {
    constexpr shape extent = X::extent();
    constexpr auto rows = static_cast<std::size_t>(extent.rows);
    constexpr auto columns = static_cast<std::size_t>(extent.columns);
    out.append("inline constexpr ").append(std::same_as<T, float> ? "float " : "double ");
    out.append(name_of_variable(variable));
    if (extent.rank > 0) out.append("[" + std::to_string(rows) + "]");
    if (extent.rank > 1) out.append("[" + std::to_string(columns) + "]");
    if (extent.rank < 2) {
        out += extent.rank == 0 ? "" : "\n";
        append_row(out, numbers, rows, extent.rank == 0 ? "" : "    ");
    } else {
        out += "{\n";
        for (std::size_t i = 0; i < rows; ++i) {
            append_row(out, numbers + i * columns, columns, "    ");
            out.append(i + 1 < rows ? ",\n" : "}");
        }
    }
    out.append(";\n\n");
}

inline bool is_identifier(std::string_view name) {
    const auto separator = name.find("::");
    if (separator != std::string_view::npos)
        return ctgrad::detail::valid_name(name.substr(0, separator)) &&
               is_identifier(name.substr(separator + 2));
    return ctgrad::detail::valid_name(name);
}

}  // namespace detail

template <class T, variable... Variables>
std::string header_text(const parameters<T, Variables...>& weights, std::string_view name) {
    if (!detail::is_identifier(name))
        throw std::invalid_argument("write_header: the namespace " + excerpt(name) +
                                    " is no C++ identifier");
    std::string out =
        "/// Parameters of a network, written by ctgrad. Needs C++20.\n#pragma once\n\n"
        "#include <bit>\n#include <cstdint>\n#include <tuple>\n\nnamespace ";
    out.append(name).append(" {\n\n");
    if constexpr (std::same_as<T, float> || std::same_as<T, double>)
        (detail::append_array(out, Variables{}, weights[Variables{}].data()), ...);
    else fail<"headers hold float and double; weights.to<double>() converts others", T>();
    std::string list;
    ((list.append(list.empty() ? "" : ", ").append(name_of_variable(Variables{}))), ...);
    out.append("inline constexpr auto all = std::tie(" + list + ");\n\n}  // namespace ");
    return out.append(name).append("\n");
}

}  // namespace ctgrad::io
