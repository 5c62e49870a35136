/// Compresses and decompresses bare deflate data, as it stands in zip archives. Needs zlib (-lz).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <new>
#include <span>
#include <string_view>
#include <vector>

#include <zlib.h>

#include <ctgrad/io/data_error.hpp>

namespace ctgrad::io {

/// The content of deflate data (RFC 1951) that is announced to have `size` bytes; `name` and
/// `place` are for messages. Cost: memory for `size` bytes, which is refused at once where so
/// little data cannot hold so much (deflate compresses 1 to 1032 at best).
/// Errors: data_error if the data is corrupt, or holds more or less; std::bad_alloc.
inline std::vector<std::byte> inflate_raw(std::span<const std::byte> data, std::size_t size,
                                          std::string_view name, std::string_view place);

/// The bytes as deflate data. Cost: memory for what they become at worst. Errors: std::bad_alloc.
inline std::vector<std::byte> deflate_raw(std::span<const std::byte> bytes);

/// The check sum of zip and gzip.
inline std::uint32_t crc_of(std::span<const std::byte> bytes);

namespace detail {

inline Bytef* zlib_bytes(const std::byte* at) {
    // Without the macro ZLIB_CONST the interface lacks a const; the input is only read.
    return reinterpret_cast<Bytef*>(const_cast<std::byte*>(at));
}

/// Calls run(stream) until it does not return Z_OK, with as much input and output as zlib's counts,
/// which may be narrower than a size, take at a time. Returns what run did at last.
template <class Run>
int run_zlib(z_stream& stream, std::span<const std::byte> from, std::span<std::byte> to, Run run) {
    const auto offer = [](std::size_t size) {
        return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
    };
    std::size_t read = 0, written = 0;
    for (;;) {
        const uInt given = offer(from.size() - read), room = offer(to.size() - written);
        stream.next_in = zlib_bytes(from.data() + read);
        stream.avail_in = given;
        stream.next_out = reinterpret_cast<Bytef*>(to.data() + written);
        stream.avail_out = room;
        const int status = run(stream, read + given == from.size());
        read += given - stream.avail_in;
        written += room - stream.avail_out;
        const bool stuck = given == stream.avail_in && room == stream.avail_out;
        if (status != Z_OK || stuck) return status == Z_OK ? Z_BUF_ERROR : status;
    }
}

}  // namespace detail

inline std::vector<std::byte> inflate_raw(std::span<const std::byte> data, std::size_t size,
                                          std::string_view name, std::string_view place) {
    constexpr std::size_t best_ratio = 1032;
    if (size / best_ratio > data.size())
        throw data_error(name, place, "so little deflate data cannot hold what is announced");
    // One byte more than announced, in which a content that is longer shows.
    std::vector<std::byte> out(size + 1);
    z_stream stream{};
    if (inflateInit2(&stream, -15) != Z_OK) throw std::bad_alloc();
    const int status = detail::run_zlib(stream, data, out,
                                        [](z_stream& s, bool) { return inflate(&s, Z_NO_FLUSH); });
    const auto produced = stream.total_out;
    const bool all_read = stream.avail_in == 0 && stream.total_in == data.size();
    inflateEnd(&stream);
    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    if (status != Z_STREAM_END && produced <= size)
        throw data_error(name, place, "corrupt or truncated deflate data");
    if (produced != size || !all_read)
        throw data_error(name, place, "the deflate data is not of the size that is announced");
    out.resize(size);
    return out;
}

inline std::vector<std::byte> deflate_raw(std::span<const std::byte> bytes) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        throw std::bad_alloc();
    // zlib's own bound, in a type that is wide enough.
    std::vector<std::byte> out(bytes.size() + (bytes.size() >> 2) + 64);
    detail::run_zlib(stream, bytes, out, [](z_stream& s, bool last) {
        return deflate(&s, last ? Z_FINISH : Z_NO_FLUSH);
    });
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

inline std::uint32_t crc_of(std::span<const std::byte> bytes) {
    uLong sum = crc32(0, nullptr, 0);
    for (std::size_t at = 0; at < bytes.size();) {
        const auto part = std::min<std::size_t>(bytes.size() - at, 1u << 30);
        sum = crc32(sum, detail::zlib_bytes(bytes.data() + at), static_cast<uInt>(part));
        at += part;
    }
    return static_cast<std::uint32_t>(sum);
}

}  // namespace ctgrad::io
