/// Reads and writes safetensors: named arrays, as PyTorch, JAX and others exchange weights.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>

#include <ctgrad/io/array.hpp>
#include <ctgrad/io/file.hpp>
#include <ctgrad/io/json.hpp>

namespace ctgrad::io {

/// The arrays in `bytes`, without a copy of their numbers; `name` is for messages. Layout: the
/// length of the header (8 bytes, little-endian), the header (JSON: name to dtype, shape and the
/// range in the rest of the file; "__metadata__" to texts), the numbers (little-endian, row-major).
/// Cost: linear in the header, n log n in the arrays; nothing is allocated for what is only
/// announced.
/// Errors: data_error where the header is not of this form or not UTF-8, for dtypes other than
/// those of `element`, a size that is negative or differs from the range's, ranges that overlap,
/// leave a gap or do not end with the file, and names that occur twice.
/// Source: github.com/huggingface/safetensors, "Format".
inline array_file read_safetensors(std::vector<std::byte> bytes, std::string_view name);

/// The same for a file. Errors: also those of read_file.
inline array_file read_safetensors_file(const std::filesystem::path& path,
                                        std::size_t limit = default_size_limit) {
    return read_safetensors(read_file(path, limit), path.string());
}

/// The arrays as the content of a safetensors file: those with wide numbers first, so that all are
/// aligned, and then by name. Errors: std::invalid_argument for names that are no UTF-8, reserved,
/// or occur twice, and for arrays that are not little-endian and row-major.
inline std::vector<std::byte> write_safetensors(
    const std::vector<array>& arrays, const std::map<std::string, std::string>& metadata = {});

namespace detail {

inline constexpr std::string_view metadata_name = "__metadata__";

/// In the order of `element`.
inline constexpr std::string_view dtypes[] = {"BOOL", "I8",  "I16", "I32",  "I64", "U8", "U16",
                                              "U32",  "U64", "F16", "BF16", "F32", "F64"};

class safetensors_reader {
public:
    safetensors_reader(std::vector<std::byte> bytes, std::string_view name)
        : memory_(std::make_shared<const std::vector<std::byte>>(std::move(bytes))),
          header_(find_header(name)),
          in_(header_, name, 8) {
        file_.source = name;
    }

    array_file read() {
        in_.expect('{');
        for_members([&](std::string name) {
            if (name == metadata_name) read_metadata();
            else read_array(std::move(name));
        });
        in_.skip_blanks();
        if (!in_.at_end()) in_.refuse("text follows the header");
        check_ranges();
        sort_by_name(file_);
        return std::move(file_);
    }

private:
    [[noreturn]] static void refuse_header(std::string_view name, std::string_view reason) {
        throw data_error(name, "header (byte 0)", reason);
    }

    std::string_view find_header(std::string_view name) const {
        const auto text = as_text(*memory_);
        if (text.starts_with("PK\x03\x04"))
            refuse_header(name,
                          "a zip archive, as .npz files (read_npz) and what torch.save writes");
        if (text.starts_with("\x93NUMPY")) refuse_header(name, "an .npy file, for read_npy");
        if (text.size() < 8)
            refuse_header(name, "truncated: its length takes 8 bytes, found " +
                                    std::to_string(text.size()));
        std::uint64_t length = 0;
        for (std::size_t i = 8; i-- > 0;)
            length = length << 8 | static_cast<unsigned char>(text[i]);
        if (length > text.size() - 8)
            refuse_header(name, "a length of " + std::to_string(length) + " bytes, where " +
                                    std::to_string(text.size() - 8) + " follow");
        const auto header = text.substr(8, static_cast<std::size_t>(length));
        if (const auto at = first_not_utf8(header); at != std::string_view::npos)
            throw data_error(name, "header (byte " + std::to_string(8 + at) + ")",
                             "it is not UTF-8");
        return header;
    }

    /// Calls read(name) for every member of the object that has been opened.
    template <class Read> void for_members(Read read) {
        if (in_.accept('}')) return;
        do {
            in_.skip_blanks();
            std::string name = read_json_string(in_);
            in_.expect(':');
            in_.skip_blanks();
            read(std::move(name));
        } while (in_.accept(','));
        in_.expect('}');
    }

    void read_metadata() {
        if (std::exchange(has_metadata_, true)) in_.refuse("\"__metadata__\" occurs twice");
        in_.expect('{');
        for_members([&](std::string name) {
            if (!file_.metadata.try_emplace(name, read_json_string(in_)).second)
                in_.refuse(excerpt(name) + " occurs twice");
        });
    }

    void read_array(std::string name) {
        array a{.name = std::move(name), .memory = memory_};
        std::array<std::size_t, 2> range{};
        std::set<std::string> seen;
        in_.expect('{');
        for_members([&](const std::string& key) {
            if (!seen.insert(key).second) in_.refuse(excerpt(key) + " occurs twice");
            if (key == "dtype") a.type = read_dtype();
            else if (key == "shape") a.shape = read_sizes();
            else if (key == "data_offsets") {
                const auto sizes = read_sizes();
                if (sizes.size() != 2) in_.refuse("data_offsets are two numbers");
                range = {sizes[0], sizes[1]};
            } else in_.refuse("an array has no " + excerpt(key));
        });
        if (seen.size() != 3)
            in_.refuse("array " + a.quoted() + " lacks one of dtype, shape, data_offsets");
        check_size(a, range);
        a.bytes = data().subspan(range[0], range[1] - range[0]);
        file_.arrays.push_back(std::move(a));
    }

    element read_dtype() {
        const std::string text = read_json_string(in_);
        const auto at = std::ranges::find(dtypes, text);
        if (at == std::end(dtypes)) in_.refuse("the dtype " + excerpt(text) + " is not supported");
        return static_cast<element>(at - std::begin(dtypes));
    }

    std::vector<std::size_t> read_sizes() {
        std::vector<std::size_t> sizes;
        in_.expect('[');
        if (in_.accept(']')) return sizes;
        do {
            if (sizes.size() == highest_rank)
                in_.refuse("more than " + std::to_string(highest_rank) + " dimensions");
            sizes.push_back(in_.whole_number());
        } while (in_.accept(','));
        in_.expect(']');
        return sizes;
    }

    [[nodiscard]] std::span<const std::byte> data() const {
        return std::span(*memory_).subspan(8 + header_.size());
    }

    void check_size(const array& a, const std::array<std::size_t, 2>& range) const {
        const auto [begin, end] = range;
        const std::string place = "array " + a.quoted();
        if (begin > end || end > data().size())
            throw data_error(file_.source, place,
                             "its bytes " + std::to_string(begin) + " to " + std::to_string(end) +
                                 " do not lie in the " + std::to_string(data().size()) +
                                 " that follow the header");
        const auto expected = bytes_of(a.shape, a.type);
        if (expected != end - begin)
            throw data_error(file_.source, place,
                             "shape " + text_of(a.shape) + " of " + std::string(name_of(a.type)) +
                                 " does not take the " + std::to_string(end - begin) +
                                 " bytes that the header gives it");
    }

    /// The format allows neither overlaps nor gaps.
    void check_ranges() {
        const std::byte* const first = data().data();
        std::ranges::sort(file_.arrays, {}, [first](const array& a) {
            return std::pair(a.bytes.data() - first, a.bytes.size());
        });
        const std::byte* expected = first;
        for (const array& a : file_.arrays) {
            if (a.bytes.data() != expected)
                throw data_error(file_.source, "array " + a.quoted(),
                                 a.bytes.data() < expected
                                     ? "its bytes overlap those of another array"
                                     : "the bytes in front of it belong to no array");
            expected += a.bytes.size();
        }
        if (expected != first + data().size())
            throw data_error(file_.source, "end of the file",
                             std::to_string(first + data().size() - expected) +
                                 " bytes that belong to no array");
    }

    std::shared_ptr<const std::vector<std::byte>> memory_;
    std::string_view header_;
    scanner in_;
    array_file file_;
    bool has_metadata_ = false;
};

inline void check_text(std::string_view text) {
    if (first_not_utf8(text) != std::string_view::npos)
        throw std::invalid_argument("write_safetensors: the text " + excerpt(text) +
                                    " is not UTF-8");
}

/// The arrays in the order of their bytes.
inline std::vector<const array*> order_for_file(const std::vector<array>& arrays) {
    std::vector<const array*> order;
    for (const array& a : arrays) {
        check_text(a.name);
        if (a.name == metadata_name || a.big_endian || a.column_major)
            throw std::invalid_argument("write_safetensors: array " + a.quoted() +
                                        (a.name == metadata_name
                                             ? " has the name of the metadata"
                                             : " is not little-endian and row-major"));
        order.push_back(&a);
    }
    std::ranges::sort(order, {}, &array::name);
    const auto twice = std::ranges::adjacent_find(order, {}, &array::name);
    if (twice != order.end())
        throw std::invalid_argument("write_safetensors: the name " + (*twice)->quoted() +
                                    " occurs twice");
    std::ranges::sort(order, {}, [](const array* a) {
        return std::pair(8 - size_of(a->type), std::string_view(a->name));
    });
    return order;
}

inline void append_entry(std::string& out, const array& a, std::size_t begin) {
    append_json_string(out, a.name);
    out.append(":{\"dtype\":\"").append(dtypes[static_cast<std::size_t>(a.type)]);
    out.append("\",\"shape\":[");
    for (std::size_t d = 0; d < a.shape.size(); ++d)
        out.append(d > 0 ? "," : "").append(std::to_string(a.shape[d]));
    out.append("],\"data_offsets\":[").append(std::to_string(begin)).append(",");
    out.append(std::to_string(begin + a.bytes.size())).append("]}");
}

}  // namespace detail

inline array_file read_safetensors(std::vector<std::byte> bytes, std::string_view name) {
    return detail::safetensors_reader(std::move(bytes), name).read();
}

inline std::vector<std::byte> write_safetensors(
    const std::vector<array>& arrays, const std::map<std::string, std::string>& metadata) {
    const auto order = detail::order_for_file(arrays);
    std::string header = "{";
    if (!metadata.empty()) {
        append_json_string(header, detail::metadata_name);
        for (char before = ':'; const auto& [key, text] : metadata) {
            detail::check_text(key);
            detail::check_text(text);
            header.append(before == ':' ? ":{" : ",");
            append_json_string(header, key);
            header += ':';
            append_json_string(header, text);
            before = ',';
        }
        header += '}';
    }
    std::size_t end = 0;
    for (const array* a : order) {
        header.append(header.size() > 1 ? "," : "");
        detail::append_entry(header, *a, end);
        end += a->bytes.size();
    }
    header += '}';
    header.append((8 - header.size() % 8) % 8, ' ');  // the numbers begin at a multiple of 8
    std::vector<std::byte> out;
    out.reserve(8 + header.size() + end);
    for (std::size_t i = 0; i < 8; ++i)
        out.push_back(static_cast<std::byte>(std::uint64_t{header.size()} >> 8 * i & 255u));
    const auto text = std::as_bytes(std::span(header));
    out.insert(out.end(), text.begin(), text.end());
    for (const array* a : order) out.insert(out.end(), a->bytes.begin(), a->bytes.end());
    return out;
}

}  // namespace ctgrad::io
