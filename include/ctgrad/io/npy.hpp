/// Reads and writes .npy: one array of NumPy's.
#pragma once

#include <filesystem>
#include <optional>
#include <utility>

#include <ctgrad/io/array.hpp>
#include <ctgrad/io/file.hpp>
#include <ctgrad/io/scanner.hpp>

namespace ctgrad::io {

/// The array in `bytes`, without a copy of its numbers and without a name; `name` is for messages.
/// Reads versions 1.0, 2.0 and 3.0, both orders of rows and columns, both orders of bytes;
/// booleans, integers up to 64 bits, '<f2', '<f4' and '<f8'. Cost: linear in the header.
/// Errors: data_error for everything else, Python objects, complex numbers and records among it,
/// and if the shape takes more or fewer bytes than there are.
/// Source: NumPy Enhancement Proposal 1, numpy.lib.format.
inline array read_npy(std::vector<std::byte> bytes, std::string_view name);

/// The same for a file. Errors: also those of read_file.
inline array read_npy_file(const std::filesystem::path& path,
                           std::size_t limit = default_size_limit) {
    return read_npy(read_file(path, limit), path.string());
}

/// The array as the content of an .npy file, version 1.0.
/// Errors: std::invalid_argument for bfloat16, which NumPy does not have.
inline std::vector<std::byte> write_npy(const array& a);

namespace detail {

inline constexpr std::string_view npy_magic = "\x93NUMPY";

/// Kind and bytes as in '<f4', in the order of `element`; NumPy has no bfloat16.
inline constexpr std::string_view npy_types[] = {"b1", "i1", "i2", "i4", "i8", "u1", "u2",
                                                 "u4", "u8", "f2", "",   "f4", "f8"};

class npy_reader {
public:
    npy_reader(std::vector<std::byte> bytes, std::string_view name)
        : memory_(std::make_shared<const std::vector<std::byte>>(std::move(bytes))),
          name_(name),
          header_(find_header()),
          in_(header_, name, start_) {}

    array read() {
        array a{.memory = memory_};
        read_dictionary(a);
        in_.skip_blanks();
        if (!in_.at_end()) in_.refuse("text follows the header");
        a.bytes = std::span(*memory_).subspan(start_ + length_);
        const auto expected = bytes_of(a.shape, a.type);
        if (expected != a.bytes.size())
            throw data_error(name_, "content (byte " + std::to_string(start_ + length_) + ")",
                             "shape " + text_of(a.shape) + " of " + std::string(name_of(a.type)) +
                                 " does not take the " + std::to_string(a.bytes.size()) +
                                 " bytes that follow the header");
        return a;
    }

private:
    [[noreturn]] void refuse_start(std::string_view reason) const {
        throw data_error(name_, "header (byte 0)", reason);
    }

    std::string_view find_header() {
        const auto text = as_text(*memory_);
        if (!text.starts_with(npy_magic)) refuse_start("an .npy file begins with \\x93NUMPY");
        const int version = text.size() < 8 ? 0 : text[6];
        if (version < 1 || version > 3 || text[7] != 0)
            refuse_start("the version of the format is not 1.0, 2.0 or 3.0");
        start_ = version == 1 ? 10 : 12;
        if (text.size() < start_) refuse_start("truncated: there is no header");
        for (std::size_t i = start_; i-- > 8;)
            length_ = length_ << 8 | static_cast<unsigned char>(text[i]);
        if (length_ > text.size() - start_)
            refuse_start("truncated: the header takes " + std::to_string(length_) +
                         " bytes, found " + std::to_string(text.size() - start_));
        return text.substr(start_, length_);
    }

    /// {'descr': '<f4', 'fortran_order': False, 'shape': (30, 784), }, in any order
    void read_dictionary(array& a) {
        bool seen[3]{};
        const auto once = [&](std::size_t key) {
            if (std::exchange(seen[key], true)) in_.refuse("a key of the header occurs twice");
        };
        in_.expect('{');
        while (!in_.accept('}')) {
            const std::string key = read_string();
            in_.expect(':');
            if (key == "descr") {
                once(0);
                read_type(a);
            } else if (key == "fortran_order") {
                once(1);
                a.column_major = in_.accept(std::string_view("True"));
                if (!a.column_major && !in_.accept(std::string_view("False")))
                    in_.refuse("fortran_order is True or False");
            } else if (key == "shape") {
                once(2);
                a.shape = read_shape();
            } else in_.refuse("the header has no key " + excerpt(key));
            if (in_.accept(',')) continue;
            in_.expect('}');
            break;
        }
        if (!seen[0] || !seen[1] || !seen[2])
            in_.refuse("the header lacks one of descr, fortran_order, shape");
    }

    /// No name of the format needs an escape.
    std::string read_string() {
        in_.skip_blanks();
        const char quote = in_.peek();
        if (quote != '\'' && quote != '"') in_.refuse("expected a string, found " + in_.found());
        in_.next();
        std::string out;
        for (char c = in_.next(); c != quote; c = in_.next()) out += c;
        return out;
    }

    void read_type(array& a) {
        if (in_.accept('[')) in_.refuse("an array of records; only numbers are supported");
        const std::string text = read_string();
        if (text.starts_with("|O")) in_.refuse("an array of Python objects; they are not read");
        const auto at = std::ranges::find(
            npy_types, std::string_view(text).substr(std::min<std::size_t>(1, text.size())));
        const bool one_byte = text.ends_with('1');
        if (at == std::end(npy_types) || text.size() != 3 ||
            !(text[0] == '<' || text[0] == '>' || (text[0] == '|' && one_byte)))
            in_.refuse("the type " + excerpt(text) + " is not supported");
        a.type = static_cast<element>(at - std::begin(npy_types));
        a.big_endian = text[0] == '>';
    }

    /// A tuple: (), (3,), (3, 4). Old versions of Python write 3L.
    std::vector<std::size_t> read_shape() {
        std::vector<std::size_t> shape;
        in_.expect('(');
        while (!in_.accept(')')) {
            if (shape.size() == highest_rank)
                in_.refuse("more than " + std::to_string(highest_rank) + " dimensions");
            shape.push_back(in_.whole_number());
            in_.accept('L');
            if (in_.accept(',')) continue;
            in_.expect(')');
            if (shape.size() == 1) in_.refuse("a tuple of one number ends with a comma");
            break;
        }
        return shape;
    }

    std::shared_ptr<const std::vector<std::byte>> memory_;
    std::string_view name_;
    std::size_t start_ = 0, length_ = 0;
    std::string_view header_;
    scanner in_;
};

}  // namespace detail

inline array read_npy(std::vector<std::byte> bytes, std::string_view name) {
    return detail::npy_reader(std::move(bytes), name).read();
}

inline std::vector<std::byte> write_npy(const array& a) {
    const auto type = detail::npy_types[static_cast<std::size_t>(a.type)];
    if (type.empty()) throw std::invalid_argument("write_npy: NumPy has no bfloat16");
    std::string header = "{'descr': '";
    header.append(1, size_of(a.type) == 1 ? '|' : a.big_endian ? '>' : '<').append(type);
    header.append("', 'fortran_order': ").append(a.column_major ? "True" : "False");
    header.append(", 'shape': (");
    for (const std::size_t extent : a.shape) header.append(std::to_string(extent)).append(", ");
    if (!a.shape.empty()) header.pop_back();
    if (a.shape.size() > 1) header.pop_back();
    header.append("), }");
    header.append(63 - (10 + header.size()) % 64, ' ').append("\n");  // numbers start at n * 64
    std::string start(detail::npy_magic);
    start.append({'\1', '\0', static_cast<char>(header.size() & 255u),
                  static_cast<char>(header.size() >> 8)});
    start += header;
    const auto text = std::as_bytes(std::span(start));
    std::vector<std::byte> out(text.begin(), text.end());
    out.insert(out.end(), a.bytes.begin(), a.bytes.end());
    return out;
}

}  // namespace ctgrad::io
