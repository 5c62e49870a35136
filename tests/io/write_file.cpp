#include <ctgrad/io/write_file.hpp>

#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>
#include <ctgrad/io/file.hpp>

namespace fs = std::filesystem;
using ctgrad::io::as_text;
using ctgrad::io::read_file;
using ctgrad::io::write_file;
using ctgrad_test::bytes;
using ctgrad_test::bytes_of;
using ctgrad_test::message_of;
using ctgrad_test::temporary_directory;

namespace {

std::string content(const fs::path& path) { return std::string(as_text(read_file(path))); }

std::size_t files_in(const fs::path& folder) {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder)) ++count;
    return count;
}

}  // namespace

BOOST_AUTO_TEST_CASE(content_is_replaced) {
    const temporary_directory folder;
    const auto path = folder.path() / "content";
    for (const std::size_t size : {5u, 0u, 3000000u, 7u}) {
        const bytes written(size, std::byte{'x'});
        write_file(path, written);
        BOOST_TEST((read_file(path) == written));
        BOOST_TEST(files_in(folder.path()) == 1u);
    }
    write_file(path, "text");
    BOOST_TEST(content(path) == "text");
}

BOOST_AUTO_TEST_CASE(a_path_without_a_folder) {
    const temporary_directory folder;
    const auto before = fs::current_path();
    fs::current_path(folder.path());
    write_file("here", "text");
    fs::current_path(before);
    BOOST_TEST(content(folder.path() / "here") == "text");
}

BOOST_AUTO_TEST_CASE(permissions_are_kept) {
    const temporary_directory folder;
    const auto path = folder.write("secret", bytes_of("old"));
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    write_file(path, "new");
    BOOST_TEST(
        (fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write)));
}

BOOST_AUTO_TEST_CASE(links_stay_links) {
    const temporary_directory folder;
    fs::create_directory(folder.path() / "runs");
    write_file(folder.path() / "runs" / "1", "old");
    fs::create_symlink("runs/1", folder.path() / "latest");
    write_file(folder.path() / "latest", "new");
    BOOST_TEST(fs::is_symlink(folder.path() / "latest"));
    BOOST_TEST(content(folder.path() / "runs" / "1") == "new");
    fs::create_symlink("runs/2", folder.path() / "next");  // what it points to is not there yet
    write_file(folder.path() / "next", "first");
    BOOST_TEST(content(folder.path() / "runs" / "2") == "first");
    fs::create_symlink("circle", folder.path() / "circle");
    BOOST_TEST(message_of([&] {
                   write_file(folder.path() / "circle", "new");
               }).starts_with((folder.path() / "circle").string() + ": "));
    BOOST_TEST(fs::is_symlink(folder.path() / "circle"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_written_is_named_and_leaves_nothing) {
    const temporary_directory folder;
    const auto refusal = [](const fs::path& path) {
        return message_of([&] { write_file(path, "new"); });
    };
    const auto absent = folder.path() / "absent" / "file";
    BOOST_TEST(refusal(absent) ==
               absent.string() + ": opening a new file beside it: No such file or directory");
    BOOST_TEST(refusal(folder.path()) ==
               folder.path().string() + ": writing: it is not a regular file");
    BOOST_TEST(refusal("/dev/null") == "/dev/null: writing: it is not a regular file");
    BOOST_TEST(refusal("") == ": writing: it is not a regular file");
    const auto below_file = folder.write("file", bytes_of("old")) / "below";
    BOOST_TEST(refusal(below_file).starts_with(below_file.string() + ": "));
    const auto long_name = folder.path() / std::string(250, 'x');  // the new file's is longer
    BOOST_TEST(refusal(long_name).ends_with("opening a new file beside it: File name too long"));
    BOOST_TEST(content(folder.path() / "file") == "old");
    BOOST_TEST(files_in(folder.path()) == 1u);
    if (fs::exists("/dev/full") && fs::exists("/proc/self")) {
        const auto in_proc = fs::path("/proc/self/new");  // no file can be made there
        BOOST_TEST(refusal(in_proc).starts_with("/proc/self/new: opening a new file beside it: "));
    }
}

BOOST_AUTO_TEST_CASE(writers_at_the_same_time) {
    const temporary_directory folder;
    const auto path = folder.path() / "shared";
    std::vector<std::thread> writers;
    for (char c : {'a', 'b', 'c'})
        writers.emplace_back([&path, c] {
            for (int i = 0; i < 20; ++i) write_file(path, std::string(10000, c));
        });
    for (auto& writer : writers) writer.join();
    const auto last = content(path);
    BOOST_TEST((last == std::string(10000, last.at(0))));
    BOOST_TEST(files_in(folder.path()) == 1u);
}

BOOST_AUTO_TEST_CASE(files_that_killed_processes_left_are_no_hindrance) {
    const temporary_directory folder;
    for (int i = 0; i < 2000; ++i)
        folder.write("a." + std::to_string(::getpid()) + "-" + std::to_string(i) + ".tmp", {});
    const auto before = files_in(folder.path());
    write_file(folder.path() / "a", "text");
    BOOST_TEST(content(folder.path() / "a") == "text");
    BOOST_TEST(files_in(folder.path()) == before + 1);
}
