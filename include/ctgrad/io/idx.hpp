/// Reads images and labels in the IDX format of MNIST from memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <ctgrad/io/data_error.hpp>

namespace ctgrad::io {

/// Grey images of equal size: `pixels` is row-major, count x rows x columns.
struct idx_images {
    std::size_t count = 0, rows = 0, columns = 0;
    std::vector<std::uint8_t> pixels;
};

/// The images in `bytes` (magic number 0x00000803); `name` is for messages.
/// Every number of the header is compared with the real size before anything is allocated.
/// Errors: data_error for a wrong magic number, a dimension outside 1..2^31-1, missing bytes and
/// trailing bytes. Source: yann.lecun.com/exdb/mnist, "the IDX file format".
inline idx_images read_idx_images(std::span<const std::byte> bytes, std::string_view name);

/// The labels in `bytes` (magic number 0x00000801), each of which must lie in 0..classes-1.
/// Errors: as read_idx_images, and data_error for the first label that is too large;
/// std::invalid_argument if classes does not lie in 1..256.
inline std::vector<int> read_idx_labels(std::span<const std::byte> bytes, std::string_view name,
                                        int classes = 10);

namespace detail {

/// Requirement: four bytes from `offset` on exist.
inline std::uint32_t big_endian(std::span<const std::byte> bytes, std::size_t offset) {
    std::uint32_t value = 0;
    for (const std::byte byte : bytes.subspan(offset, 4)) {
        value = value << 8 | std::to_integer<std::uint32_t>(byte);
    }
    return value;
}

inline std::string hexadecimal(std::uint32_t value) {
    std::string text = "0x";
    for (int shift = 28; shift >= 0; shift -= 4) {
        text += "0123456789abcdef"[value >> shift & 15u];
    }
    return text;
}

inline void check_magic(std::span<const std::byte> bytes, std::string_view name,
                        std::uint32_t expected) {
    const std::uint32_t found = big_endian(bytes, 0);
    if (found == expected) { return; }
    std::string reason = "expected " + hexadecimal(expected) + ", found " + hexadecimal(found);
    if (found >> 16 == 0x1f8bu) { reason += ", which is gzip data: decompress it first"; }
    throw data_error(name, "magic number (byte 0)", reason);
}

/// The sizes in the header. They are signed 32-bit integers, of which at least one is wanted.
template <std::size_t Dimensions>
std::array<std::uint32_t, Dimensions> read_dimensions(std::span<const std::byte> bytes,
                                                      std::string_view name) {
    std::array<std::uint32_t, Dimensions> sizes{};
    for (std::size_t i = 0; i < Dimensions; ++i) {
        const std::size_t offset = 4 + 4 * i;
        sizes[i] = big_endian(bytes, offset);
        if (sizes[i] == 0 || sizes[i] > 0x7fffffffu) {
            throw data_error(name,
                             "dimension " + std::to_string(i + 1) + " (byte " +
                                 std::to_string(offset) + ")",
                             std::to_string(sizes[i]) + " does not lie in 1..2147483647");
        }
    }
    return sizes;
}

/// Refuses a payload that is shorter or longer than the dimensions say.
template <std::size_t Dimensions>
void check_payload(const std::array<std::uint32_t, Dimensions>& sizes, std::size_t payload,
                   std::string_view name) {
    // By division, since the product of three sizes may overflow 64 bits.
    std::size_t quotient = payload;
    bool exact = true;
    std::string product;
    for (const std::uint32_t size : sizes) {
        exact = exact && quotient % size == 0;
        quotient /= size;
        product += (product.empty() ? "" : " x ") + std::to_string(size);
    }
    if (quotient == 1 && exact) { return; }
    throw data_error(name, "content (byte " + std::to_string(4 + 4 * Dimensions) + ")",
                     std::string(quotient == 0 ? "truncated" : "trailing bytes") +
                         ": the header announces " + product + " bytes, found " +
                         std::to_string(payload));
}

template <std::size_t Dimensions>
std::array<std::uint32_t, Dimensions> read_header(std::span<const std::byte> bytes,
                                                  std::string_view name) {
    constexpr std::size_t length = 4 + 4 * Dimensions;
    constexpr std::uint32_t unsigned_bytes = 0x0800;
    if (bytes.size() < length) {
        throw data_error(name, "header (byte 0)",
                         "truncated: it takes " + std::to_string(length) + " bytes, found " +
                             std::to_string(bytes.size()));
    }
    check_magic(bytes, name, unsigned_bytes + static_cast<std::uint32_t>(Dimensions));
    const auto sizes = read_dimensions<Dimensions>(bytes, name);
    check_payload(sizes, bytes.size() - length, name);
    return sizes;
}

}  // namespace detail

inline idx_images read_idx_images(std::span<const std::byte> bytes, std::string_view name) {
    const auto [count, rows, columns] = detail::read_header<3>(bytes, name);
    const auto* pixels = reinterpret_cast<const std::uint8_t*>(bytes.data());
    return {count, rows, columns, {pixels + 16, pixels + bytes.size()}};
}

inline std::vector<int> read_idx_labels(std::span<const std::byte> bytes, std::string_view name,
                                        int classes) {
    if (classes < 1 || classes > 256) {
        throw std::invalid_argument("read_idx_labels(bytes, name, " + std::to_string(classes) +
                                    "): classes must lie in 1..256");
    }
    const auto [count] = detail::read_header<1>(bytes, name);
    std::vector<int> labels(count);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        labels[i] = std::to_integer<int>(bytes[8 + i]);
        if (labels[i] >= classes) {
            throw data_error(name,
                             "label " + std::to_string(labels[i]) + " at item " +
                                 std::to_string(i) + " (byte " + std::to_string(8 + i) + ")",
                             "labels must lie in 0.." + std::to_string(classes - 1));
        }
    }
    return labels;
}

}  // namespace ctgrad::io
