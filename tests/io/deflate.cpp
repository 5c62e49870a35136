#include <ctgrad/io/deflate.hpp>

#include <random>
#include <string>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>

namespace io = ctgrad::io;
using ctgrad_test::bytes;
using ctgrad_test::bytes_of;
using ctgrad_test::message_of;

namespace {

bytes random_content(std::size_t size, unsigned mask) {
    std::mt19937 engine(1);
    bytes content(size);
    for (auto& byte : content) byte = static_cast<std::byte>(engine() & mask);
    return content;
}

std::string refusal(const bytes& data, std::size_t size) {
    return message_of([&] { io::inflate_raw(data, size, "f", "member \"a\""); });
}

}  // namespace

BOOST_AUTO_TEST_CASE(content_comes_back) {
    for (const unsigned mask : {0u, 15u, 255u})
        for (const std::size_t size : {0u, 1u, 1000u, 300000u}) {
            const bytes content = random_content(size, mask);
            const auto data = io::deflate_raw(content);
            BOOST_TEST((io::inflate_raw(data, size, "f", "a") == content));
        }
}

BOOST_AUTO_TEST_CASE(sizes_that_lie) {
    const bytes content = random_content(1000, 15);
    const auto data = io::deflate_raw(content);
    const std::string wrong =
        "f: member \"a\": the deflate data is not of the size that is announced";
    for (const std::size_t size : {0u, 1u, 999u, 1001u, 2000u})
        BOOST_TEST(refusal(data, size) == wrong);
    BOOST_TEST(refusal(data, std::size_t{1} << 40) ==
               "f: member \"a\": so little deflate data cannot hold what is announced");
    bytes more = data;
    more.push_back(std::byte{0});
    BOOST_TEST(refusal(more, 1000) == wrong);
}

BOOST_AUTO_TEST_CASE(every_truncation_is_noticed) {
    const auto data = io::deflate_raw(random_content(200, 15));
    for (std::size_t size = 0; size < data.size(); ++size) {
        const bytes head(data.begin(), data.begin() + static_cast<std::ptrdiff_t>(size));
        BOOST_TEST(refusal(head, 200) == "f: member \"a\": corrupt or truncated deflate data");
    }
}

BOOST_AUTO_TEST_CASE(bombs_stop_at_their_announced_size) {
    const auto bomb = io::deflate_raw(bytes(20000000));
    BOOST_TEST(bomb.size() < 25000u);
    BOOST_TEST(refusal(bomb, 1000).ends_with("is not of the size that is announced"));
}

BOOST_AUTO_TEST_CASE(check_sum) {
    BOOST_TEST(io::crc_of(bytes_of("123456789")) == 0xcbf43926u);
    BOOST_TEST(io::crc_of({}) == 0u);
}
