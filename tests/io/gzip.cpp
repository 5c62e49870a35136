#include <cstddef>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>
#include <ctgrad/io/gzip.hpp>
#include <zlib.h>

using ctgrad::io::as_text;
using ctgrad::io::decompress;
using ctgrad::io::is_gzip;
using ctgrad::io::read_plain_or_gzip;
using ctgrad_test::bytes;
using ctgrad_test::bytes_of;
using ctgrad_test::message_of;

namespace {

bytes compress(const bytes& content) {
    z_stream stream{};
    if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::runtime_error("deflateInit2 failed");
    }
    bytes result(deflateBound(&stream, static_cast<uLong>(content.size())));
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    deflate(&stream, Z_FINISH);
    result.resize(stream.total_out);
    deflateEnd(&stream);
    return result;
}

bytes random_content(std::size_t size) {
    std::mt19937 engine(1);
    bytes content(size);
    for (auto& byte : content) { byte = static_cast<std::byte>(engine() & 15u); }
    return content;
}

std::string refusal(const bytes& data, std::size_t limit = 1000000) {
    return message_of([&] { decompress(data, "a.gz", limit); });
}

}  // namespace

BOOST_AUTO_TEST_CASE(output_of_the_gzip_program) {
    using namespace std::string_view_literals;
    const auto data = bytes_of(
        "\037\213\010\010\000\312\232\073\000\003\150\145\154\154\157\056\164\170\164\000\313"
        "\110\315\311\311\327\121\110\057\112\114\311\114\315\053\341\002\000\273\343\352\145"
        "\020\000\000\000"sv);  // with a time stamp and the name hello.txt
    BOOST_TEST(as_text(decompress(data, "hello.gz")) == "hello, gradient\n");
}

BOOST_AUTO_TEST_CASE(content_comes_back) {
    for (const std::size_t size : {0u, 1u, 1000u, 100000u, 3000000u}) {
        const bytes content = random_content(size);
        BOOST_TEST((decompress(compress(content), "a.gz") == content));
    }
}

BOOST_AUTO_TEST_CASE(members_are_joined) {
    bytes data = compress(bytes_of("one, "));
    const bytes more = compress(bytes(5000, std::byte{'x'})), nothing = compress({});
    data.insert(data.end(), more.begin(), more.end());
    data.insert(data.end(), nothing.begin(), nothing.end());
    BOOST_TEST(as_text(decompress(data, "a.gz")) == "one, " + std::string(5000, 'x'));
}

BOOST_AUTO_TEST_CASE(limit_is_inclusive) {
    const bytes data = compress(random_content(1000));
    BOOST_TEST(decompress(data, "a.gz", 1000).size() == 1000u);
    BOOST_TEST(refusal(data, 999).ends_with(": the content is larger than the limit of 999 bytes"));
    BOOST_TEST(decompress(compress({}), "a.gz", 0).empty());
}

BOOST_AUTO_TEST_CASE(bombs_stop_at_the_limit) {
    const bytes bomb = compress(bytes(50000000));  // 50 MB of zeros
    BOOST_TEST(bomb.size() < 60000u);
    BOOST_TEST(
        refusal(bomb, 100000).ends_with(": the content is larger than the limit of 100000 bytes"));
}

BOOST_AUTO_TEST_CASE(announced_size_is_not_believed) {
    bytes data = compress(random_content(100));
    for (std::size_t i = 1; i <= 4; ++i) { data[data.size() - i] = std::byte{0xff}; }
    BOOST_TEST(refusal(data, std::size_t{1} << 40)
                   .ends_with(": corrupt gzip data (incorrect length check)"));
}

BOOST_AUTO_TEST_CASE(not_gzip) {
    const std::string expected = "a.gz: byte 0: not gzip data, which begins with the bytes 1f 8b";
    BOOST_TEST(refusal({}) == expected);
    BOOST_TEST(refusal(bytes_of("\x1f")) == expected);
    BOOST_TEST(refusal(bytes_of("1,2,3\n")) == expected);
}

BOOST_AUTO_TEST_CASE(every_truncation_is_noticed) {
    const bytes data = compress(random_content(300));
    for (std::size_t size = 2; size < data.size(); ++size) {
        const bytes head(data.begin(), data.begin() + static_cast<std::ptrdiff_t>(size));
        BOOST_TEST(refusal(head) ==
                   "a.gz: byte " + std::to_string(size) + ": the gzip data is truncated");
    }
}

BOOST_AUTO_TEST_CASE(trailing_bytes) {
    bytes data = compress(bytes_of("content"));
    const std::string end = std::to_string(data.size());
    data.push_back(std::byte{0});
    BOOST_TEST(refusal(data) ==
               "a.gz: byte " + end + ": bytes that are not gzip data follow the end of the data");
}

BOOST_AUTO_TEST_CASE(corrupt_content) {
    bytes data = compress(random_content(1000));
    data[data.size() - 6] ^= std::byte{1};  // in the check sum
    BOOST_TEST(refusal(data).ends_with(": corrupt gzip data (incorrect data check)"));
    data = compress(random_content(1000));
    data[2] = std::byte{9};
    BOOST_TEST(refusal(data).ends_with(": corrupt gzip data (unknown compression method)"));
}

BOOST_AUTO_TEST_CASE(injured_data_never_harms) {
    const bytes content = random_content(2000), data = compress(content);
    std::mt19937 engine(2);
    for (int i = 0; i < 3000; ++i) {
        const bytes injured = ctgrad_test::injured(data, engine);
        ctgrad_test::accepted(
            [&] { BOOST_TEST(decompress(injured, "a.gz", 10000).size() <= 10000u); });
    }
}

BOOST_AUTO_TEST_CASE(files_are_told_apart_by_their_content) {
    const ctgrad_test::temporary_directory directory;
    const bytes content = bytes_of("1,2\n");
    BOOST_TEST(is_gzip(compress(content)));
    BOOST_TEST(!is_gzip(content));
    BOOST_TEST((read_plain_or_gzip(directory.write("a.csv.gz", compress(content))) == content));
    BOOST_TEST((read_plain_or_gzip(directory.write("b.csv.gz", content)) == content));
    const auto missing = directory.path() / "c";
    BOOST_TEST(message_of([&] { read_plain_or_gzip(missing); }) ==
               missing.string() + ": opening: the file does not exist");
}
