/// Decompresses .gz data with zlib, up to a limit. Needs zlib (link with -lz).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zlib.h>

#include <ctgrad/io/data_error.hpp>
#include <ctgrad/io/file.hpp>

namespace ctgrad::io {

/// Whether the bytes begin as gzip data does: 1f 8b.
inline bool is_gzip(std::span<const std::byte> bytes) noexcept {
    return bytes.size() >= 2 && bytes[0] == std::byte{0x1f} && bytes[1] == std::byte{0x8b};
}

/// The content of gzip data (RFC 1952), which may consist of several members; `name` is for
/// messages. Cost: memory in proportion to the content, and at most limit + 1 bytes of it, so that
/// a small file cannot exhaust the machine.
/// Errors: data_error if the data is not gzip, is truncated or corrupt, is followed by other
/// bytes, or holds more than `limit` bytes; std::bad_alloc.
inline std::vector<std::byte> decompress(std::span<const std::byte> bytes, std::string_view name,
                                         std::size_t limit = default_size_limit);

/// The content of a file that may or may not be compressed: its first bytes decide, not its name.
/// Errors: those of read_file and decompress.
inline std::vector<std::byte> read_plain_or_gzip(const std::filesystem::path& path,
                                                 std::size_t limit = default_size_limit) {
    std::vector<std::byte> bytes = read_file(path, limit);
    if (is_gzip(bytes)) { bytes = decompress(bytes, path.string(), limit); }
    return bytes;
}

namespace detail {

class gzip_reader {
public:
    gzip_reader(std::span<const std::byte> input, std::string_view name, std::size_t limit)
        : input_(input),
          name_(name),
          limit_(std::min(limit, std::numeric_limits<std::size_t>::max() / 4)) {
        constexpr int largest_window = 15, gzip_only = 16;
        if (inflateInit2(&stream_, largest_window + gzip_only) != Z_OK) { throw std::bad_alloc(); }
    }
    gzip_reader(const gzip_reader&) = delete;  // zlib's state points back to stream_
    gzip_reader& operator=(const gzip_reader&) = delete;
    ~gzip_reader() { inflateEnd(&stream_); }

    std::vector<std::byte> read() {
        do { read_member(); } while (consumed_ < input_.size());
        output_.resize(produced_);
        return std::move(output_);
    }

private:
    void read_member() {
        if (!is_gzip(input_.subspan(consumed_))) {
            refuse(consumed_ == 0 ? "not gzip data, which begins with the bytes 1f 8b"
                                  : "bytes that are not gzip data follow the end of the data");
        }
        inflateReset(&stream_);
        while (step() != Z_STREAM_END) {}
    }

    /// Decompresses as much as fits into the output that there is.
    int step() {
        make_room();
        const std::size_t given = offer(stream_.avail_in, input_.size() - consumed_);
        const std::size_t room = offer(stream_.avail_out, output_.size() - produced_);
        // Without the macro ZLIB_CONST the interface lacks a const; the input is only read.
        stream_.next_in =
            reinterpret_cast<Bytef*>(const_cast<std::byte*>(input_.data() + consumed_));
        stream_.next_out = reinterpret_cast<Bytef*>(output_.data() + produced_);
        const int status = inflate(&stream_, Z_NO_FLUSH);
        consumed_ += given - stream_.avail_in;
        produced_ += room - stream_.avail_out;
        check(status);
        return status;
    }

    void check(int status) const {
        if (produced_ > limit_) {
            refuse("the content is larger than the limit of " + std::to_string(limit_) + " bytes");
        }
        // Room for output was given, so "no progress" can only mean that input is lacking.
        if (status == Z_BUF_ERROR) { refuse("the gzip data is truncated"); }
        if (status == Z_MEM_ERROR) { throw std::bad_alloc(); }
        if (status != Z_OK && status != Z_STREAM_END) {
            refuse(std::string("corrupt gzip data (") +
                   (stream_.msg != nullptr ? stream_.msg : "unknown reason") + ")");
        }
    }

    void make_room() {
        if (produced_ == output_.size()) {
            const std::size_t wanted = output_.empty() ? announced_size() : 2 * output_.size();
            output_.resize(std::min(wanted, limit_ + 1));
        }
    }

    /// The last four bytes announce the size of the content. They are believed only as far as
    /// deflate can compress, 1 to 1032; one byte more lets the end be seen without growing.
    std::size_t announced_size() const {
        std::uint32_t size = 0;
        for (const std::byte byte : input_.last(std::min<std::size_t>(4, input_.size()))) {
            size = size >> 8 | std::to_integer<std::uint32_t>(byte) << 24;
        }
        return static_cast<std::size_t>(std::min<std::uint64_t>(size, input_.size() * 1032u)) + 1;
    }

    /// zlib counts in unsigned int, which may be narrower than a size.
    static std::size_t offer(uInt& available, std::size_t size) {
        available =
            static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
        return available;
    }

    [[noreturn]] void refuse(std::string_view reason) const {
        throw data_error(name_, "byte " + std::to_string(consumed_), reason);
    }

    std::span<const std::byte> input_;
    std::string_view name_;
    std::size_t limit_;
    std::size_t consumed_ = 0, produced_ = 0;
    std::vector<std::byte> output_;
    z_stream stream_{};
};

}  // namespace detail

inline std::vector<std::byte> decompress(std::span<const std::byte> bytes, std::string_view name,
                                         std::size_t limit) {
    return detail::gzip_reader(bytes, name, limit).read();
}

}  // namespace ctgrad::io
