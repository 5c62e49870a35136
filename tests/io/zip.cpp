#include <ctgrad/io/zip.hpp>

#include <random>
#include <string>
#include <vector>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>

namespace io = ctgrad::io;
using ctgrad_test::bytes;
using ctgrad_test::bytes_of;
using ctgrad_test::message_of;

namespace {

const std::vector<io::zip_member> members{
    {"a.txt", bytes_of("hello")}, {"b", {}}, {"\xce\xb8", bytes(1000, std::byte{7})}};

std::string refusal(const bytes& file, std::size_t limit = 100000) {
    return message_of([&] { io::read_zip(file, "f", limit); });
}

/// The archive of one member "a" that holds "hello", with `value` at a place of the entry in the
/// directory (46 bytes from 36 on), or of the end record (22 bytes from 83 on).
constexpr std::size_t directory = 36, end = 36 + 47;
bytes changed(std::size_t at, std::size_t value, std::size_t width) {
    bytes file = io::write_zip({{"a", bytes_of("hello")}});
    for (std::size_t i = 0; i < width; ++i)
        file.at(at + i) = static_cast<std::byte>(value >> 8 * i & 255);
    return file;
}

}  // namespace

BOOST_AUTO_TEST_CASE(members_come_back) {
    for (const auto method : {io::zip_method::stored, io::zip_method::deflated}) {
        const auto file = io::write_zip(members, method);
        const auto read = io::read_zip(file, "f");
        BOOST_TEST_REQUIRE(read.size() == 3u);
        for (std::size_t i = 0; i < 3; ++i) {
            BOOST_TEST(read[i].name == members[i].name);
            BOOST_TEST((read[i].content == members[i].content));
        }
        BOOST_TEST((file == io::write_zip(members, method)));
    }
    BOOST_TEST(io::write_zip(members, io::zip_method::deflated).size() < 500u);
    BOOST_TEST(io::read_zip(io::write_zip({}), "f").empty());
    auto commented = io::write_zip(members);
    commented[commented.size() - 2] = std::byte{3};
    for (const char c : {'P', 'K', '!'}) commented.push_back(static_cast<std::byte>(c));
    BOOST_TEST(io::read_zip(commented, "f").size() == 3u);
}

BOOST_AUTO_TEST_CASE(limit_counts_all_contents) {
    const auto file = io::write_zip(members, io::zip_method::deflated);
    BOOST_TEST(refusal(file, 1005) == "no exception");
    BOOST_TEST(
        refusal(file, 1004).ends_with("the contents are larger than the limit of 1004 bytes"));
}

BOOST_AUTO_TEST_CASE(sizes_behind_the_data) {
    // As a writer does that cannot seek: flag 8, zeros in front, check sum and sizes behind.
    for (const std::size_t wide : {0u, 8u})
        for (const std::size_t signature : {0u, 4u}) {
            const bytes plain = changed(directory + 8, 8, 2);
            bytes file(plain.begin(), plain.begin() + directory);
            file[6] = std::byte{8};
            for (std::size_t i = 14; i < 26; ++i) file[i] = std::byte{0};
            const auto append = [&](std::size_t value, std::size_t width) {
                for (std::size_t i = 0; i < width; ++i)
                    file.push_back(static_cast<std::byte>(value >> 8 * i & 255));
            };
            if (signature != 0) append(0x08074b50, 4);
            append(io::crc_of(bytes_of("hello")), 4);
            append(5, wide != 0 ? 8 : 4);
            append(5, wide != 0 ? 8 : 4);
            file.insert(file.end(), plain.begin() + directory, plain.end());
            file[file.size() - 6] = static_cast<std::byte>(directory + 12 + wide + signature);
            BOOST_TEST(refusal(file) == "no exception");
        }
}

BOOST_AUTO_TEST_CASE(archives_of_other_kinds) {
    BOOST_TEST(refusal({}) == "f: byte 0: this is no zip archive");
    BOOST_TEST(refusal(bytes(100)).ends_with("it has no directory at its end"));
    BOOST_TEST(refusal(changed(directory + 8, 1, 2)).ends_with("an encrypted member"));
    BOOST_TEST(refusal(changed(directory + 10, 12, 2))
                   .ends_with("a member is not what the directory says"));
    bytes other = changed(directory + 10, 12, 2);
    other[8] = std::byte{12};
    BOOST_TEST(refusal(other) == "f: member \"a\": the compression method 12 is not supported");
    BOOST_TEST(refusal(changed(end + 10, 0xffff, 2)).ends_with("(Zip64) are not supported"));
    BOOST_TEST(refusal(changed(end + 16, 0xffffffff, 4)).ends_with("(Zip64) are not supported"));
    BOOST_TEST(
        refusal(changed(directory + 24, 0xffffffff, 4)).ends_with("(Zip64) are not supported"));
    BOOST_TEST(refusal(changed(end + 4, 1, 2)).ends_with("of several parts are not supported"));
}

BOOST_AUTO_TEST_CASE(directories_that_lie) {
    BOOST_TEST(refusal(changed(directory + 16, 0, 4)) == "f: member \"a\": a wrong check sum");
    BOOST_TEST(refusal(changed(directory + 20, 4, 4)) ==
               "f: member \"a\": stored, yet of two different sizes");
    BOOST_TEST(refusal(changed(directory + 24, 6, 4)) ==
               "f: member \"a\": stored, yet of two different sizes");
    BOOST_TEST(refusal(changed(directory + 24, 0xfffffff0, 4))
                   .ends_with("larger than the limit of 100000 bytes"));
    BOOST_TEST(
        refusal(changed(directory + 20, 0xfffffff0, 4)).ends_with("the archive is truncated"));
    BOOST_TEST(refusal(changed(directory + 28, 2, 2)).ends_with("the directory is truncated"));
    BOOST_TEST(
        refusal(changed(directory + 42, 1, 4)).ends_with("does not follow the one before it"));
    BOOST_TEST(
        refusal(changed(directory + 46, 'b', 1)).ends_with("is not what the directory says"));
    BOOST_TEST(refusal(changed(directory + 46, 0xff, 1)).ends_with("a name that is not UTF-8"));
    BOOST_TEST(refusal(changed(directory, 0, 4)).ends_with("this is no entry of a directory"));
    BOOST_TEST(
        refusal(changed(end + 16, directory + 1, 4)).ends_with("not where the archive says"));
    BOOST_TEST(refusal(changed(end + 12, 46, 4)).ends_with("not where the archive says"));
    bytes count = changed(end + 8, 2, 2);
    count[end + 10] = std::byte{2};
    BOOST_TEST(refusal(count).ends_with("the directory has 1 members, not 2"));
}

BOOST_AUTO_TEST_CASE(members_do_not_share_bytes) {
    // Two entries for the same member: a small file that would unpack to much.
    bytes file = changed(0, 0x4b50, 2);
    const bytes entry(file.begin() + directory, file.begin() + end);
    file.insert(file.begin() + end, entry.begin(), entry.end());
    file[end + 47 + 8] = file[end + 47 + 10] = std::byte{2};
    file[end + 47 + 12] = std::byte{94};
    BOOST_TEST(refusal(file) == "f: byte 0: a member does not follow the one before it");
    // And bytes in front of the first.
    BOOST_TEST(refusal(changed(0, 0, 1)).ends_with("no member where the directory says"));
}

BOOST_AUTO_TEST_CASE(every_truncation_is_noticed) {
    const auto file = io::write_zip(members);
    for (std::size_t size = 0; size < file.size(); ++size)
        BOOST_TEST(refusal(bytes(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size))) !=
                   "no exception");
}

BOOST_AUTO_TEST_CASE(injured_archives_never_harm) {
    const auto file = io::write_zip(members, io::zip_method::deflated);
    std::mt19937 engine(9);
    for (int i = 0; i < 3000; ++i)
        ctgrad_test::accepted(
            [injured = ctgrad_test::injured(file, engine)] { io::read_zip(injured, "f", 100000); });
}
