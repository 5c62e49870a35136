#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>
#include <ctgrad/io/idx.hpp>

using ctgrad::io::read_idx_images;
using ctgrad::io::read_idx_labels;
using ctgrad_test::bytes;
using ctgrad_test::message_of;

namespace {

/// The numbers of a header in big-endian order, and `payload` bytes 0, 1, 2, ...
bytes idx_file(std::initializer_list<std::uint32_t> header, std::size_t payload) {
    bytes file;
    for (const std::uint32_t number : header) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            file.push_back(static_cast<std::byte>(number >> shift & 255u));
        }
    }
    for (std::size_t i = 0; i < payload; ++i) { file.push_back(static_cast<std::byte>(i)); }
    return file;
}

std::string image_refusal(const bytes& file) {
    return message_of([&] { read_idx_images(file, "images"); });
}

std::string label_refusal(const bytes& file, int classes = 10) {
    return message_of([&] { read_idx_labels(file, "labels", classes); });
}

constexpr std::uint32_t image_magic = 0x803, label_magic = 0x801, largest = 0x7fffffff;

}  // namespace

BOOST_AUTO_TEST_CASE(images_come_back) {
    const auto images = read_idx_images(idx_file({image_magic, 5, 2, 3}, 30), "images");
    BOOST_TEST(images.count == 5u);
    BOOST_TEST(images.rows == 2u);
    BOOST_TEST(images.columns == 3u);
    BOOST_TEST(images.pixels.size() == 30u);
    for (std::size_t i = 0; i < 30; ++i) { BOOST_TEST(images.pixels[i] == i); }
}

BOOST_AUTO_TEST_CASE(labels_come_back) {
    const std::vector<int> expected{0, 1, 2, 3};
    const auto labels = read_idx_labels(idx_file({label_magic, 4}, 4), "labels");
    BOOST_TEST(labels == expected, boost::test_tools::per_element());
    const auto all = read_idx_labels(idx_file({label_magic, 256}, 256), "labels", 256);
    BOOST_TEST(all.back() == 255);
}

BOOST_AUTO_TEST_CASE(first_wrong_label_is_named) {
    BOOST_TEST(label_refusal(idx_file({label_magic, 13}, 13)) ==
               "labels: label 10 at item 10 (byte 18): labels must lie in 0..9");
    BOOST_TEST(label_refusal(idx_file({label_magic, 2}, 2), 1) ==
               "labels: label 1 at item 1 (byte 9): labels must lie in 0..0");
}

BOOST_AUTO_TEST_CASE(impossible_number_of_classes) {
    for (const int classes : {-1, 0, 257}) {
        const auto read = [&] { read_idx_labels(idx_file({label_magic, 1}, 1), "x", classes); };
        BOOST_TEST(message_of<std::invalid_argument>(read) == "read_idx_labels(bytes, name, " +
                                                                  std::to_string(classes) +
                                                                  "): classes must lie in 1..256");
    }
}

BOOST_AUTO_TEST_CASE(short_header) {
    BOOST_TEST(image_refusal({}) ==
               "images: header (byte 0): truncated: it takes 16 bytes, found 0");
    BOOST_TEST(image_refusal(idx_file({image_magic, 1, 1}, 3)) ==
               "images: header (byte 0): truncated: it takes 16 bytes, found 15");
    BOOST_TEST(label_refusal(idx_file({label_magic}, 3)) ==
               "labels: header (byte 0): truncated: it takes 8 bytes, found 7");
}

BOOST_AUTO_TEST_CASE(wrong_magic_number) {
    BOOST_TEST(image_refusal(idx_file({label_magic, 8}, 8)) ==
               "images: magic number (byte 0): expected 0x00000803, found 0x00000801");
    BOOST_TEST(label_refusal(idx_file({image_magic, 1, 1, 1}, 1)) ==
               "labels: magic number (byte 0): expected 0x00000801, found 0x00000803");
    BOOST_TEST(label_refusal(idx_file({0x1f8b0800, 1}, 1)) ==
               "labels: magic number (byte 0): expected 0x00000801, found 0x1f8b0800, which is "
               "gzip data: decompress it first");
}

BOOST_AUTO_TEST_CASE(negative_and_zero_dimensions) {
    BOOST_TEST(label_refusal(idx_file({label_magic, 0xffffffff}, 1)) ==
               "labels: dimension 1 (byte 4): 4294967295 does not lie in 1..2147483647");
    BOOST_TEST(label_refusal(idx_file({label_magic, 0}, 0)) ==
               "labels: dimension 1 (byte 4): 0 does not lie in 1..2147483647");
    BOOST_TEST(image_refusal(idx_file({image_magic, 1, 0, 5}, 0)) ==
               "images: dimension 2 (byte 8): 0 does not lie in 1..2147483647");
    BOOST_TEST(image_refusal(idx_file({image_magic, 1, 5, 0x80000000}, 0)) ==
               "images: dimension 3 (byte 12): 2147483648 does not lie in 1..2147483647");
}

BOOST_AUTO_TEST_CASE(announced_sizes_are_not_believed) {
    BOOST_TEST(image_refusal(idx_file({image_magic, 10000000, 28, 28}, 984)) ==
               "images: content (byte 16): truncated: the header announces 10000000 x 28 x 28 "
               "bytes, found 984");
    BOOST_TEST(image_refusal(idx_file({image_magic, largest, largest, largest}, 0)) ==
               "images: content (byte 16): truncated: the header announces 2147483647 x "
               "2147483647 x 2147483647 bytes, found 0");
    // 2^22 * 2^21 * 2^21 = 2^64, which is 0 in 64 bits.
    BOOST_TEST(image_refusal(idx_file({image_magic, 1u << 22, 1u << 21, 1u << 21}, 0)) ==
               "images: content (byte 16): truncated: the header announces 4194304 x 2097152 x "
               "2097152 bytes, found 0");
}

BOOST_AUTO_TEST_CASE(every_wrong_length_is_noticed) {
    for (std::size_t payload = 0; payload < 100; ++payload) {
        const std::string fault = payload < 30 ? "truncated" : "trailing bytes";
        const std::string expected = "images: content (byte 16): " + fault +
                                     ": the header announces 5 x 2 x 3 bytes, found " +
                                     std::to_string(payload);
        BOOST_TEST(image_refusal(idx_file({image_magic, 5, 2, 3}, payload)) ==
                   (payload == 30 ? "no exception" : expected));
    }
    BOOST_TEST(label_refusal(idx_file({label_magic, 3}, 4)) ==
               "labels: content (byte 8): trailing bytes: the header announces 3 bytes, found 4");
}

BOOST_AUTO_TEST_CASE(injured_files_never_harm) {
    const bytes images = idx_file({image_magic, 5, 2, 3}, 30),
                labels = idx_file({label_magic, 9}, 9);
    std::mt19937 engine(3);
    for (int i = 0; i < 5000; ++i) {
        ctgrad_test::accepted([&, file = ctgrad_test::injured(images, engine)] {
            const auto read = read_idx_images(file, "images");
            BOOST_TEST(read.pixels.size() == file.size() - 16);
            BOOST_TEST(read.count * read.rows * read.columns == read.pixels.size());
        });
        ctgrad_test::accepted([&, file = ctgrad_test::injured(labels, engine)] {
            BOOST_TEST(read_idx_labels(file, "labels").size() == file.size() - 8);
        });
    }
}
