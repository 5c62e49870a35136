#include <ctgrad/io/array.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>

namespace io = ctgrad::io;
using ctgrad_test::message_of;
using sizes = std::vector<std::size_t>;

BOOST_AUTO_TEST_CASE(numbers_come_back) {
    const std::array<double, 6> numbers{1, -2.5, 1e300, 0x1p-1074, -0.0, 6};
    const auto a = io::make_array<double>("a", {2, 3}, numbers);
    BOOST_TEST(a.size() == 6u);
    BOOST_TEST(io::numbers_of<double>(a, "file") == std::vector(numbers.begin(), numbers.end()),
               boost::test_tools::per_element());
    const auto copy = a;  // shares the memory
    BOOST_TEST(copy.bytes.data() == a.bytes.data());
}

BOOST_AUTO_TEST_CASE(every_type_becomes_a_float) {
    const auto check = [](auto number, double expected) {
        const auto a = io::make_array<decltype(number)>("a", {}, std::span(&number, 1));
        BOOST_TEST(io::numbers_of<double>(a, "file").at(0) == expected);
        BOOST_TEST(io::numbers_of<float>(a, "file").at(0) == static_cast<float>(expected));
    };
    check(true, 1);
    check(std::int8_t{-128}, -128);
    check(std::uint16_t{65535}, 65535);
    check(std::numeric_limits<std::int64_t>::min(), -0x1p63);
    check(std::numeric_limits<std::uint64_t>::max(), 0x1p64);
    check(0.1f, static_cast<double>(0.1f));
    check(0.1, 0.1);
    check(std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity());
}

BOOST_AUTO_TEST_CASE(what_is_too_large_is_refused) {
    const double number = 1e39;
    const auto a = io::make_array<double>("W", {1}, std::span(&number, 1));
    BOOST_TEST(message_of([&] { io::numbers_of<float>(a, "file"); }) ==
               "file: array \"W\": the number 1e+39 is too large for the type wanted");
    BOOST_TEST(io::numbers_of<double>(a, "file").at(0) == number);
}

BOOST_AUTO_TEST_CASE(big_endian_numbers) {
    const auto memory =
        ctgrad_test::bytes{std::byte{0x40}, std::byte{0x49}, std::byte{1}, std::byte{2}};
    io::array a{.type = io::element::uint16, .shape = {2}, .bytes = memory, .big_endian = true};
    BOOST_TEST(io::numbers_of<float>(a, "file").at(1) == 0x102);
    a.big_endian = false;
    BOOST_TEST(io::numbers_of<float>(a, "file").at(1) == 0x201);
    a.type = io::element::boolean;  // any byte but zero
    a.shape = {4};
    BOOST_TEST(io::numbers_of<float>(a, "file") == std::vector<float>(4, 1),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(columns_first) {
    // The number at (i, j, k) is 100 i + 10 j + k, and i varies fastest in memory.
    std::vector<std::int32_t> stored, expected;
    for (int k = 0; k < 4; ++k)
        for (int j = 0; j < 3; ++j)
            for (int i = 0; i < 2; ++i) stored.push_back(100 * i + 10 * j + k);
    for (int i = 0; i < 2; ++i)
        for (int j = 0; j < 3; ++j)
            for (int k = 0; k < 4; ++k) expected.push_back(100 * i + 10 * j + k);
    auto a = io::make_array<std::int32_t>("cube", {2, 3, 4}, stored);
    a.column_major = true;
    BOOST_TEST(io::numbers_of<float>(a, "file") ==
                   std::vector<float>(expected.begin(), expected.end()),
               boost::test_tools::per_element());
    const auto none = io::array{.shape = {0, 3}, .column_major = true};
    BOOST_TEST(io::numbers_of<float>(none, "file").empty());
}

BOOST_AUTO_TEST_CASE(arrays_are_found_by_name) {
    io::array_file file{.source = "file", .arrays = {}};
    for (const char* name : {"b", "", "c", "a"}) file.arrays.push_back({.name = name});
    io::detail::sort_by_name(file);
    BOOST_TEST(file.find("c")->name == "c");
    BOOST_TEST(file.find("")->name == "");
    BOOST_TEST((file.find("bb") == nullptr));
    file.arrays.push_back({.name = "a"});
    BOOST_TEST(message_of([&] { io::detail::sort_by_name(file); }) ==
               "file: names: \"a\" occurs twice");
}

BOOST_AUTO_TEST_CASE(shapes_as_text_and_in_bytes) {
    BOOST_TEST(io::text_of(sizes{}) == "[]");
    BOOST_TEST(io::text_of(sizes{30, 784}) == "[30, 784]");
    BOOST_TEST(io::text_of(sizes(64, std::numeric_limits<std::size_t>::max())).size() < 150u);
    const auto bytes = [](const sizes& shape) {
        const auto total = io::detail::bytes_of(shape, io::element::float32);
        return total ? std::to_string(*total) : "too many";
    };
    BOOST_TEST(bytes({}) == "4");
    BOOST_TEST(bytes({2, 3}) == "24");
    BOOST_TEST(bytes({std::size_t{1} << 40, 0, std::size_t{1} << 40}) == "0");
    BOOST_TEST(bytes({std::size_t{1} << 32, std::size_t{1} << 32}) == "too many");
    BOOST_TEST(bytes({std::size_t{1} << 62}) == "too many");  // its bytes are 2^64
}
