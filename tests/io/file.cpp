#include <cstddef>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>
#include <ctgrad/io/file.hpp>

using ctgrad::io::as_text;
using ctgrad::io::read_file;
using ctgrad_test::bytes;
using ctgrad_test::bytes_of;
using ctgrad_test::message_of;
using ctgrad_test::temporary_directory;

namespace {

std::string refusal(const std::filesystem::path& path, std::size_t limit = 1000) {
    return message_of([&] { read_file(path, limit); });
}

}  // namespace

BOOST_AUTO_TEST_CASE(content_comes_back) {
    const temporary_directory directory;
    for (const std::size_t size : {0u, 1u, 65535u, 65536u, 65537u, 1000000u}) {
        bytes content(size);
        for (std::size_t i = 0; i < size; ++i) { content[i] = static_cast<std::byte>(i * i >> 3); }
        BOOST_TEST((read_file(directory.write("content", content)) == content));
    }
}

BOOST_AUTO_TEST_CASE(bytes_seen_as_text) {
    BOOST_TEST(as_text(bytes_of("a,b\n")) == "a,b\n");
    BOOST_TEST(as_text({}).empty());
}

BOOST_AUTO_TEST_CASE(limit_is_inclusive) {
    const temporary_directory directory;
    const auto path = directory.write("ten", bytes(10));
    BOOST_TEST(read_file(path, 10).size() == 10u);
    BOOST_TEST(read_file(path, std::numeric_limits<std::size_t>::max()).size() == 10u);
    BOOST_TEST(refusal(path, 9) ==
               path.string() + ": size: the file is larger than the limit of 9 bytes");
    BOOST_TEST(read_file(directory.write("none", {}), 0).empty());
}

BOOST_AUTO_TEST_CASE(missing_file) {
    const temporary_directory directory;
    const auto path = directory.path() / "absent";
    BOOST_TEST(refusal(path) == path.string() + ": opening: the file does not exist");
    BOOST_TEST(refusal("") == ": opening: the file does not exist");
}

BOOST_AUTO_TEST_CASE(directory_is_no_file) {
    const temporary_directory directory;
    BOOST_TEST(refusal(directory.path()) ==
               directory.path().string() + ": opening: it is a directory, not a file");
}

BOOST_AUTO_TEST_CASE(unreadable_file) {
    const temporary_directory directory;
    const auto path = directory.write("secret", bytes(10));
    std::filesystem::permissions(path, std::filesystem::perms::none);
    if (std::ifstream(path).is_open()) { return; }  // the superuser may read everything
    BOOST_TEST(refusal(path).starts_with(path.string() + ": opening: "));
}

BOOST_AUTO_TEST_CASE(huge_file_is_refused_without_reading) {
    const temporary_directory directory;
    const auto path = directory.write("sparse", {});
    std::error_code error;
    std::filesystem::resize_file(path, std::uintmax_t{1} << 40, error);
    if (error) { return; }  // no sparse files here
    BOOST_TEST(refusal(path).ends_with("larger than the limit of 1000 bytes"));
}

BOOST_AUTO_TEST_CASE(endless_device_is_read_up_to_the_limit) {
    if (!std::filesystem::exists("/dev/zero")) { return; }
    BOOST_TEST(refusal("/dev/zero", 100000) ==
               "/dev/zero: size: the file is larger than the limit of 100000 bytes");
}

BOOST_AUTO_TEST_CASE(failure_while_reading) {
    const std::filesystem::path path = "/proc/self/mem";  // nothing is mapped at its start
    if (!std::filesystem::exists(path)) { return; }
    BOOST_TEST(refusal(path).starts_with("/proc/self/mem: byte 0: reading failed: "));
}
