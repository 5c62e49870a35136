#include <cstddef>
#include <string>
#include <string_view>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>
#include <ctgrad/io/mnist.hpp>
#include <zlib.h>

using ctgrad::io::idx_images;
using ctgrad::io::load_mnist;
using ctgrad::io::mnist_part;
using ctgrad::io::to_data_set;
using ctgrad_test::bytes;
using ctgrad_test::bytes_of;
using ctgrad_test::message_of;
using ctgrad_test::temporary_directory;
using namespace std::string_view_literals;

namespace {

// Three images of 1 x 2 pixels, and their labels.
const bytes images = bytes_of("\0\0\x08\x03\0\0\0\3\0\0\0\1\0\0\0\2\x00\xff\x33\x66\x99\xcc"sv);
const bytes labels = bytes_of("\0\0\x08\x01\0\0\0\3\7\0\11"sv);

void write_compressed(const std::string& path, const bytes& content) {
    const gzFile file = gzopen(path.c_str(), "wb");
    gzwrite(file, content.data(), static_cast<unsigned>(content.size()));
    gzclose(file);
}

void check_content(const ctgrad::io::data_set<float>& data) {
    BOOST_TEST(data.features == 2u);
    BOOST_TEST(data.size() == 3u);
    BOOST_TEST(data.consistent());
    BOOST_TEST(data.row(0)[0] == 0.0f);
    BOOST_TEST(data.row(0)[1] == 1.0f);
    BOOST_TEST(data.row(1)[0] == 0.2f);
    BOOST_TEST(data.row(2)[1] == 0.8f);
    BOOST_TEST(data.labels[0] == 7);
    BOOST_TEST(data.labels[2] == 9);
}

}  // namespace

BOOST_AUTO_TEST_CASE(plain_files) {
    const temporary_directory directory;
    directory.write("train-images-idx3-ubyte", images);
    directory.write("train-labels-idx1-ubyte", labels);
    check_content(load_mnist(directory.path(), mnist_part::train));
}

BOOST_AUTO_TEST_CASE(compressed_files) {
    const temporary_directory directory;
    write_compressed((directory.path() / "t10k-images-idx3-ubyte.gz").string(), images);
    write_compressed((directory.path() / "t10k-labels-idx1-ubyte.gz").string(), labels);
    check_content(load_mnist(directory.path(), mnist_part::test));
}

BOOST_AUTO_TEST_CASE(pixels_in_another_type) {
    const auto data = to_data_set<double>(idx_images{1, 1, 2, {51, 255}}, {3}, "digits");
    BOOST_TEST(data.row(0)[0] == 0.2);
    BOOST_TEST(data.row(0)[1] == 1.0);
}

BOOST_AUTO_TEST_CASE(missing_files) {
    const temporary_directory directory;
    const auto load = [&] { load_mnist(directory.path(), mnist_part::train); };
    BOOST_TEST(message_of(load) == directory.path().string() +
                                       ": train-images-idx3-ubyte: neither this file nor "
                                       "train-images-idx3-ubyte.gz exists");
    directory.write("train-images-idx3-ubyte.gz", images);
    BOOST_TEST(message_of(load) == directory.path().string() +
                                       ": train-labels-idx1-ubyte: neither this file nor "
                                       "train-labels-idx1-ubyte.gz exists");
}

BOOST_AUTO_TEST_CASE(counts_must_match) {
    BOOST_TEST(message_of([] { to_data_set(idx_images{1, 1, 2, {0, 1}}, {3, 4}, "digits"); }) ==
               "digits: labels: there are 2 labels for 1 images");
}

BOOST_AUTO_TEST_CASE(errors_name_the_file) {
    const temporary_directory directory;
    directory.write("train-images-idx3-ubyte", images);
    const auto path =
        directory.write("train-labels-idx1-ubyte", bytes_of("\0\0\x08\x01\0\0\0\1\xc"sv));
    BOOST_TEST(message_of([&] { load_mnist(directory.path(), mnist_part::train); }) ==
               path.string() + ": label 12 at item 0 (byte 8): labels must lie in 0..9");
}
