/// Reads and writes zip archives of few kinds: members stored or deflated. Needs zlib (-lz).
#pragma once

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

#include <ctgrad/io/deflate.hpp>
#include <ctgrad/io/file.hpp>
#include <ctgrad/io/scanner.hpp>

namespace ctgrad::io {

/// A file in an archive.
struct zip_member {
    std::string name;
    std::vector<std::byte> content;
};

/// All members of an archive, in the order of their bytes; `name` is for messages. The directory at
/// the end rules, and must agree with what stands in front of every member. Cost: memory for the
/// contents, together at most `limit` bytes; no member shares bytes with another, so that they are
/// at most 1032 times the archive.
/// Errors: data_error for archives that are corrupt, of several parts, encrypted, compressed by
/// other methods, or of 4 GiB and more (Zip64), that hold other bytes in front or behind, a name
/// that is not UTF-8, a wrong check sum, or contents of more than `limit` bytes.
/// Source: PKWARE, APPNOTE.TXT 6.3.10.
inline std::vector<zip_member> read_zip(std::span<const std::byte> bytes, std::string_view name,
                                        std::size_t limit = default_size_limit);

enum class zip_method : std::uint16_t { stored = 0, deflated = 8 };

/// The members as an archive. No time is recorded: equal members give equal bytes.
/// Errors: std::invalid_argument if the archive would be larger than 4 GiB or have more than 65534
/// members.
inline std::vector<std::byte> write_zip(const std::vector<zip_member>& members,
                                        zip_method method = zip_method::stored);

namespace detail {

inline constexpr std::uint32_t zip_local = 0x04034b50, zip_central = 0x02014b50,
                               zip_end = 0x06054b50;
inline constexpr std::size_t local_bytes = 30, central_bytes = 46, end_bytes = 22;

/// What the directory says of a member.
struct zip_entry {
    std::string_view name;
    std::size_t method, packed, size, start;
    std::uint32_t crc;
};

class zip_reader {
public:
    zip_reader(std::span<const std::byte> bytes, std::string_view name, std::size_t limit)
        : bytes_(bytes), name_(name), limit_(limit) {}

    std::vector<zip_member> read() {
        auto entries = read_directory();
        std::ranges::sort(entries, {}, &zip_entry::start);
        std::vector<zip_member> members;
        std::size_t end = 0, total = 0;
        for (const zip_entry& entry : entries) {
            if (entry.start != end)
                refuse(entry.start, "a member does not follow the one before it");
            if (entry.size > limit_ - total)
                refuse(entry.start, "the contents are larger than the limit of " +
                                        std::to_string(limit_) + " bytes");
            total += entry.size;
            const auto data = find_data(entry);
            end = static_cast<std::size_t>(data.data() + data.size() - bytes_.data());
            end = skip_descriptor(entry, end);
            members.push_back({std::string(entry.name), unpack(entry, data)});
        }
        if (end != directory_) refuse(end, "bytes between the members and the directory");
        return members;
    }

private:
    [[noreturn]] void refuse(std::size_t at, std::string_view reason) const {
        throw data_error(name_, "byte " + std::to_string(at), reason);
    }

    /// Little-endian; refuses what lies outside the archive.
    std::uint32_t number(std::size_t at, std::size_t width) const {
        require(at, width);
        std::uint32_t value = 0;
        for (std::size_t i = width; i-- > 0;)
            value = value << 8 | std::to_integer<std::uint32_t>(bytes_[at + i]);
        return value;
    }
    void require(std::size_t at, std::size_t count) const {
        if (at > bytes_.size() || count > bytes_.size() - at)
            refuse(bytes_.size(), "the archive is truncated");
    }

    /// The end record is the last thing but for a comment, whose length it states.
    std::size_t find_end() const {
        constexpr std::size_t longest_comment = 65535;
        if (bytes_.size() < end_bytes) refuse(0, "this is no zip archive");
        for (std::size_t back = end_bytes;
             back <= std::min(bytes_.size(), end_bytes + longest_comment); ++back) {
            const std::size_t at = bytes_.size() - back;
            if (number(at, 4) == zip_end && number(at + 20, 2) == back - end_bytes) return at;
        }
        refuse(0, "no zip archive, or a truncated one: it has no directory at its end");
    }

    std::vector<zip_entry> read_directory() {
        const std::size_t end = find_end(), count = number(end + 10, 2);
        const std::size_t size = number(end + 12, 4);
        directory_ = number(end + 16, 4);
        if (count == 0xffff || directory_ == 0xffffffff || size == 0xffffffff)
            refuse(end, "archives of 4 GiB and more (Zip64) are not supported");
        if (number(end + 4, 4) != 0 || number(end + 8, 2) != count)
            refuse(end, "archives of several parts are not supported");
        if (directory_ > end || end - directory_ != size)
            refuse(end, "the directory is not where the archive says");
        std::vector<zip_entry> entries;
        std::size_t at = directory_;
        while (at < end) entries.push_back(read_entry(at, end));
        if (entries.size() != count)
            refuse(end, "the directory has " + std::to_string(entries.size()) + " members, not " +
                            std::to_string(count));
        return entries;
    }

    zip_entry read_entry(std::size_t& at, std::size_t end) const {
        if (number(at, 4) != zip_central) refuse(at, "this is no entry of a directory");
        const std::size_t name = number(at + 28, 2), extra = number(at + 30, 2),
                          comment = number(at + 32, 2);
        const zip_entry entry{text(at + central_bytes, name),
                              number(at + 10, 2),
                              number(at + 20, 4),
                              number(at + 24, 4),
                              number(at + 42, 4),
                              number(at + 16, 4)};
        if ((number(at + 8, 2) & 0x2041u) != 0) refuse(at, "an encrypted member");
        if (first_not_utf8(entry.name) != std::string_view::npos)
            refuse(at + central_bytes, "a name that is not UTF-8");
        if (entry.packed == 0xffffffff || entry.size == 0xffffffff || entry.start == 0xffffffff)
            refuse(at, "archives of 4 GiB and more (Zip64) are not supported");
        at += central_bytes + name + extra + comment;
        if (at > end) refuse(end, "the directory is truncated");
        return entry;
    }

    std::string_view text(std::size_t at, std::size_t count) const {
        require(at, count);
        return as_text(bytes_.subspan(at, count));
    }

    /// Sizes and check sum may stand behind the data, or in a Zip64 field: those here are not read.
    std::span<const std::byte> find_data(const zip_entry& entry) const {
        const std::size_t at = entry.start;
        if (number(at, 4) != zip_local) refuse(at, "there is no member where the directory says");
        const std::size_t name = number(at + 26, 2), extra = number(at + 28, 2);
        if (number(at + 8, 2) != entry.method || text(at + local_bytes, name) != entry.name)
            refuse(at, "a member is not what the directory says");
        const std::size_t begin = at + local_bytes + name + extra;
        require(begin, entry.packed);
        return bytes_.subspan(begin, entry.packed);
    }

    /// Writers that cannot seek put check sum and sizes behind the data: 12 or 20 bytes, mostly
    /// with a signature in front.
    std::size_t skip_descriptor(const zip_entry& entry, std::size_t at) const {
        if ((number(entry.start + 6, 2) & 8u) == 0) return at;
        const std::size_t signature = number(at, 4) == 0x08074b50 ? 4 : 0;
        if (number(at + signature, 4) != entry.crc || number(at + signature + 4, 4) != entry.packed)
            refuse(at, "a member is not what the directory says");
        const bool wide = number(at + signature + 8, 4) != entry.size || entry.size == 0;
        at += signature + 12;
        // Wide sizes are those that end where something begins.
        const auto begins = [&](std::size_t place) {
            return place == directory_ ||
                   (place + 4 <= bytes_.size() && number(place, 4) == zip_local);
        };
        return wide && !begins(at) ? at + 8 : at;
    }

    std::vector<std::byte> unpack(const zip_entry& entry, std::span<const std::byte> data) const {
        std::vector<std::byte> content;
        const std::string place = "member " + excerpt(entry.name);
        switch (static_cast<zip_method>(entry.method)) {
        case zip_method::stored:
            if (entry.size != entry.packed)
                throw data_error(name_, place, "stored, yet of two different sizes");
            content.assign(data.begin(), data.end());
            break;
        case zip_method::deflated: content = inflate_raw(data, entry.size, name_, place); break;
        default:
            throw data_error(name_, place,
                             "the compression method " + std::to_string(entry.method) +
                                 " is not supported");
        }
        if (crc_of(content) != entry.crc) throw data_error(name_, place, "a wrong check sum");
        return content;
    }

    std::span<const std::byte> bytes_;
    std::string_view name_;
    std::size_t limit_, directory_ = 0;
};

/// Appends numbers little-endian: of 2 bytes, or of 4.
struct zip_writer {
    std::vector<std::byte> out;

    void number(std::size_t value, std::size_t width) {
        for (std::size_t i = 0; i < width; ++i)
            out.push_back(static_cast<std::byte>(value >> 8 * i & 255u));
    }
    void bytes(std::span<const std::byte> content) {
        out.insert(out.end(), content.begin(), content.end());
    }
    /// What stands both in front of a member and in the directory.
    void common(const zip_entry& entry) {
        const bool ascii = std::ranges::all_of(entry.name, [](char c) { return c >= 0; });
        number(20, 2);                 // version needed: 2.0, for deflate
        number(ascii ? 0 : 0x800, 2);  // the name is UTF-8
        number(entry.method, 2);
        number(0, 2);     // time: midnight
        number(0x21, 2);  // date: 1 January 1980, the first there is
        number(entry.crc, 4);
        number(entry.packed, 4);
        number(entry.size, 4);
        number(entry.name.size(), 2);
        number(0, 2);  // extra fields
    }
};

}  // namespace detail

inline std::vector<zip_member> read_zip(std::span<const std::byte> bytes, std::string_view name,
                                        std::size_t limit) {
    return detail::zip_reader(bytes, name, limit).read();
}

inline std::vector<std::byte> write_zip(const std::vector<zip_member>& members, zip_method method) {
    detail::zip_writer archive;
    std::vector<detail::zip_entry> entries;
    std::vector<std::byte> packed;
    for (const zip_member& member : members) {
        const bool deflated = method == zip_method::deflated;
        if (deflated) packed = deflate_raw(member.content);
        const std::span<const std::byte> data = deflated ? packed : member.content;
        entries.push_back({member.name, static_cast<std::size_t>(method), data.size(),
                           member.content.size(), archive.out.size(), crc_of(member.content)});
        archive.number(detail::zip_local, 4);
        archive.common(entries.back());
        archive.bytes(std::as_bytes(std::span(member.name)));
        archive.bytes(data);
        constexpr std::size_t largest = 0xfffffffe;
        if (archive.out.size() > largest || member.content.size() > largest ||
            member.name.size() > 0xffff || entries.size() > 65534)
            throw std::invalid_argument("write_zip: the archive would need Zip64, at member " +
                                        excerpt(member.name));
    }
    const std::size_t directory = archive.out.size();
    for (const auto& entry : entries) {
        archive.number(detail::zip_central, 4);
        archive.number(20, 2);  // version that made it
        archive.common(entry);
        archive.number(0, 2);  // comment
        archive.number(0, 2);  // part
        archive.number(0, 2);  // attributes
        archive.number(0, 4);
        archive.number(entry.start, 4);
        archive.bytes(std::as_bytes(std::span(entry.name)));
    }
    const std::size_t size = archive.out.size() - directory;
    archive.number(detail::zip_end, 4);
    archive.number(0, 4);  // parts
    archive.number(entries.size(), 2);
    archive.number(entries.size(), 2);
    archive.number(size, 4);
    archive.number(directory, 4);
    archive.number(0, 2);  // comment
    return std::move(archive.out);
}

}  // namespace ctgrad::io
