/// Reads a whole file into memory, up to a limit.
#pragma once

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <ios>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <ctgrad/io/data_error.hpp>

namespace ctgrad::io {

/// What a reader accepts unless it is told otherwise: 1 GiB.
inline constexpr std::size_t default_size_limit = std::size_t{1} << 30;

/// The bytes of the file at `path`; pipes and devices are read to their end.
/// Cost: memory of at most twice the content, and never more than `limit` + 1 bytes of content;
/// a regular file that is too large is refused before anything is allocated.
/// Errors: data_error if the file is missing, a directory, unreadable, or larger than `limit`.
inline std::vector<std::byte> read_file(const std::filesystem::path& path,
                                        std::size_t limit = default_size_limit);

/// The same bytes seen as text. Cost: none, it is a view.
inline std::string_view as_text(std::span<const std::byte> bytes) noexcept {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

namespace detail {

[[noreturn]] inline void refuse_size(const std::filesystem::path& path, std::size_t limit) {
    throw data_error(path.string(), "size",
                     "the file is larger than the limit of " + std::to_string(limit) + " bytes");
}

/// Streams open directories without complaint, so the kind of the file is asked for first.
inline void require_file(const std::filesystem::path& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found) {
        throw data_error(path.string(), "opening", "the file does not exist");
    }
    if (std::filesystem::is_directory(status)) {
        throw data_error(path.string(), "opening", "it is a directory, not a file");
    }
    if (!std::filesystem::status_known(status)) {
        throw data_error(path.string(), "opening", error.message());
    }
}

/// The size that the file system announces; 0 where it knows none, as for a pipe.
inline std::size_t announced_size(const std::filesystem::path& path, std::size_t limit) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) { return 0; }
    if (size > limit) { refuse_size(path, limit); }
    return static_cast<std::size_t>(size);
}

/// Appends up to `count` bytes; fewer at the end of the file.
inline void read_more(std::ifstream& stream, std::vector<std::byte>& bytes, std::size_t count) {
    const std::size_t before = bytes.size();
    bytes.resize(before + count);
    stream.read(reinterpret_cast<char*>(bytes.data() + before),
                static_cast<std::streamsize>(count));
    bytes.resize(before + static_cast<std::size_t>(stream.gcount()));
}

}  // namespace detail

inline std::vector<std::byte> read_file(const std::filesystem::path& path, std::size_t limit) {
    constexpr std::size_t smallest_chunk = std::size_t{1} << 16;
    limit = std::min(limit, std::numeric_limits<std::size_t>::max() / 4);  // limit + 1 is safe
    detail::require_file(path);
    std::size_t chunk = std::max(detail::announced_size(path, limit) + 1, smallest_chunk);
    errno = 0;
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        throw data_error(path.string(), "opening", std::generic_category().message(errno));
    }
    std::vector<std::byte> bytes;
    while (stream) {
        // One byte more than allowed tells a file at the limit from a larger one.
        detail::read_more(stream, bytes, std::min(chunk, limit - bytes.size() + 1));
        if (bytes.size() > limit) { detail::refuse_size(path, limit); }
        chunk = std::max(bytes.size(), smallest_chunk);
    }
    if (stream.bad()) {
        throw data_error(path.string(), "byte " + std::to_string(bytes.size()),
                         "reading failed: " + std::generic_category().message(errno));
    }
    return bytes;
}

}  // namespace ctgrad::io
