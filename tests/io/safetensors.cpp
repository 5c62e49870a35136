#include <ctgrad/io/safetensors.hpp>

#include <array>
#include <bit>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>

namespace io = ctgrad::io;
using ctgrad_test::bytes;
using ctgrad_test::bytes_of;
using ctgrad_test::message_of;

namespace {

bytes file_of(std::uint64_t length, const std::string& header, std::size_t payload) {
    bytes file;
    for (unsigned i = 0; i < 8; ++i) file.push_back(static_cast<std::byte>(length >> 8 * i & 255));
    const auto text = bytes_of(header);
    file.insert(file.end(), text.begin(), text.end());
    file.resize(file.size() + payload);
    return file;
}
bytes file_of(const std::string& header, std::size_t payload) {
    return file_of(header.size(), header, payload);
}

std::string refusal(const bytes& file) {
    return message_of([&] { io::read_safetensors(file, "f"); });
}
std::string refusal(const std::string& header, std::size_t payload = 0) {
    return refusal(file_of(header, payload));
}

/// {"NAME": {"dtype": ..., "shape": ..., "data_offsets": ...}} without the outer braces.
std::string entry(const std::string& name, const std::string& shape, const std::string& range) {
    return "\"" + name + "\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":" + range +
           "}";
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_type_is_read) {
    const auto file = io::read_safetensors_file(ctgrad_test::data_file("kinds.safetensors"));
    const std::vector<double> count{0, 1, 2, 3, 4, 5}, truth{0, 1, 1, 1, 1, 1};
    for (const char* name : {"U8", "I8", "I16", "I32", "I64", "U16", "U32", "U64", "F16", "BF16",
                             "F32", "F64", "BOOL"}) {
        const io::array* const a = file.find(name);
        BOOST_TEST_REQUIRE((a != nullptr), name);
        BOOST_TEST(io::text_of(a->shape) == "[2, 3]");
        BOOST_TEST(io::numbers_of<double>(*a, "f") ==
                       (name[0] == 'B' && name[1] == 'O' ? truth : count),
                   boost::test_tools::per_element());
    }
    for (const char* name : {"halves", "brains"}) {
        const auto found = io::numbers_of<float>(*file.find(name), "f");
        const auto expected =
            io::numbers_of<float>(*file.find(name + std::string(" as float")), "f");
        for (std::size_t i = 0; i < found.size(); ++i)
            BOOST_TEST(std::bit_cast<std::uint32_t>(found[i]) ==
                       std::bit_cast<std::uint32_t>(expected[i]));
    }
    const io::array* const odd = file.find("\xce\xb8 \"quoted\"\\\n");
    BOOST_TEST_REQUIRE((odd != nullptr));
    BOOST_TEST(odd->shape.empty());
    BOOST_TEST(io::numbers_of<float>(*odd, "f").at(0) == 2.5f);
    BOOST_TEST(file.find("empty")->size() == 0u);
}

BOOST_AUTO_TEST_CASE(arrays_and_metadata_come_back) {
    const std::array<float, 6> floats{1, 2, 3, 4, 5, 6};
    const std::array<double, 2> doubles{0.1, -0.0};
    const std::array<std::uint8_t, 3> small{1, 2, 255};
    const std::map<std::string, std::string> metadata{{"a \"b\"", "\n\xe2\x82\xac"}, {"", "c"}};
    const auto written = io::write_safetensors(
        {io::make_array<std::uint8_t>("a", {3}, small), io::make_array<float>("b", {2, 3}, floats),
         io::make_array<double>("c", {2}, doubles),
         io::make_array<float>("", {}, std::span(floats).first(1)),
         io::make_array<float>("none", {4, 0}, {})},
        metadata);
    const auto file = io::read_safetensors(written, "f");
    BOOST_TEST(file.arrays.size() == 5u);
    BOOST_TEST((file.metadata == metadata));
    BOOST_TEST(io::numbers_of<float>(*file.find("a"), "f").at(2) == 255);
    BOOST_TEST(io::numbers_of<float>(*file.find("b"), "f").at(5) == 6);
    BOOST_TEST(io::numbers_of<double>(*file.find("c"), "f").at(0) == 0.1);
    BOOST_TEST(io::numbers_of<float>(*file.find(""), "f").at(0) == 1);
    BOOST_TEST(io::text_of(file.find("none")->shape) == "[4, 0]");
    // Aligned: the header's length is a multiple of 8, and wide numbers come first.
    BOOST_TEST(std::to_integer<int>(written[0]) % 8 == 0);
    const auto begin = [&](const char* name) {
        return file.find(name)->bytes.data() - file.find("c")->bytes.data();
    };
    BOOST_TEST(begin("b") % 4 == 0);
    BOOST_TEST(begin("a") == 16 + 4 + 24);
    BOOST_TEST(io::read_safetensors(io::write_safetensors({}), "f").arrays.empty());
}

BOOST_AUTO_TEST_CASE(what_cannot_be_written) {
    const auto refusal_of = [](std::vector<io::array> arrays) {
        return message_of<std::invalid_argument>([&] { io::write_safetensors(arrays); });
    };
    BOOST_TEST(refusal_of({{.name = "a"}, {.name = "b"}, {.name = "a"}}) ==
               "write_safetensors: the name \"a\" occurs twice");
    BOOST_TEST(refusal_of({{.name = "\xff"}}) ==
               "write_safetensors: the text \"\\xFF\" is not UTF-8");
    BOOST_TEST(refusal_of({{.name = "__metadata__"}}) ==
               "write_safetensors: array \"__metadata__\" has the name of the metadata");
    BOOST_TEST(refusal_of({{.name = "a", .column_major = true}}) ==
               "write_safetensors: array \"a\" is not little-endian and row-major");
}

BOOST_AUTO_TEST_CASE(lengths_that_lie) {
    BOOST_TEST(refusal(bytes(7)) ==
               "f: header (byte 0): truncated: its length takes 8 bytes, found 7");
    BOOST_TEST(refusal(file_of(std::uint64_t{1} << 63, "{}", 10)) ==
               "f: header (byte 0): a length of 9223372036854775808 bytes, where 12 follow");
    BOOST_TEST(refusal(file_of(~std::uint64_t{0}, "{}", 0)).ends_with(", where 2 follow"));
    BOOST_TEST(refusal(file_of(3, "{}", 0)).ends_with("a length of 3 bytes, where 2 follow"));
    BOOST_TEST(refusal(file_of(0, "", 4)).ends_with("expected '{', found the end"));
    BOOST_TEST(refusal("{" + entry("a", "[2500000000]", "[0,10000000000]") + "}", 900) ==
               "f: array \"a\": its bytes 0 to 10000000000 do not lie in the 900 that follow the "
               "header");
    BOOST_TEST(refusal("{" + entry("a", "[2]", "[8,0]") + "}", 8)
                   .ends_with("its bytes 8 to 0 do not lie in the 8 that follow the header"));
    BOOST_TEST(
        refusal("{" + entry("a", "[3]", "[0,8]") + "}", 8) ==
        "f: array \"a\": shape [3] of float32 does not take the 8 bytes that the header gives it");
    // 2^31 * 2^31 * 4 = 2^64, which is 0 in 64 bits.
    BOOST_TEST(refusal("{" + entry("a", "[2147483648,2147483648]", "[0,0]") + "}")
                   .ends_with("does not take the 0 bytes that the header gives it"));
}

BOOST_AUTO_TEST_CASE(ranges_that_do_not_tile) {
    const std::string a = entry("a", "[2]", "[0,8]");
    BOOST_TEST(refusal("{" + a + "," + entry("b", "[2]", "[4,12]") + "}", 12) ==
               "f: array \"b\": its bytes overlap those of another array");
    BOOST_TEST(refusal("{" + a + "," + entry("b", "[2]", "[0,8]") + "}", 8) ==
               "f: array \"b\": its bytes overlap those of another array");
    BOOST_TEST(refusal("{" + a + "," + entry("b", "[1]", "[12,16]") + "}", 16) ==
               "f: array \"b\": the bytes in front of it belong to no array");
    BOOST_TEST(refusal("{" + a + "}", 10) == "f: end of the file: 2 bytes that belong to no array");
    BOOST_TEST(refusal("{" + entry("b", "[1]", "[8,12]") + "," + a + "}", 12) == "no exception");
}

BOOST_AUTO_TEST_CASE(headers_of_another_form) {
    const std::string a = entry("a", "[2]", "[0,8]");
    BOOST_TEST(refusal("{" + a + "," + a + "}", 8) ==
               "f: array \"a\": its bytes overlap those of another array");
    BOOST_TEST(refusal("{" + a + "," + entry("a", "[0]", "[8,8]") + "}", 8) ==
               "f: names: \"a\" occurs twice");
    BOOST_TEST(refusal("{" + entry("a", "[-1]", "[0,8]") + "}", 8) ==
               "f: header (byte 37): a negative number");
    BOOST_TEST(refusal("{\"a\":{\"dtype\":\"F8\"}}") ==
               "f: header (byte 26): the dtype \"F8\" is not supported");
    BOOST_TEST(refusal("{\"a\":{\"dtype\":\"F32\",\"shape\":[0]}}")
                   .ends_with("array \"a\" lacks one of dtype, shape, data_offsets"));
    BOOST_TEST(refusal("{\"a\":{\"shape\":[],\"shape\":[]}}").find("\"shape\" occurs twice") !=
               std::string::npos);
    BOOST_TEST(refusal("{\"a\":{\"kind\":\"F32\"}}").ends_with("an array has no \"kind\""));
    BOOST_TEST(refusal("{" + entry("a", "[2]", "[0,4,8]") + "}", 8)
                   .ends_with("data_offsets are two numbers"));
    BOOST_TEST(refusal("{" + entry("a", "[" + std::string(200, '1') + "]", "[0,8]") + "}", 8)
                   .ends_with("the number is too large"));
    std::string ones = "[1";
    for (int i = 0; i < 64; ++i) ones += ",1";
    BOOST_TEST(refusal("{" + entry("a", ones + "]", "[0,4]") + "}", 4)
                   .ends_with("more than 64 dimensions"));
    BOOST_TEST(
        refusal("{\"__metadata__\":{\"a\":\"b\",\"a\":\"c\"}}").ends_with("\"a\" occurs twice"));
    BOOST_TEST(refusal("{\"__metadata__\":{\"a\":1}}").ends_with("expected '\"', found \"1\""));
    BOOST_TEST(refusal("{\"__metadata__\":{},\"__metadata__\":{}}").ends_with("occurs twice"));
    BOOST_TEST(refusal("{" + a + "} x", 8).ends_with("text follows the header"));
    BOOST_TEST(refusal("{" + a, 8).ends_with("expected '}', found the end"));
    BOOST_TEST(refusal("{" + a + ",}", 8).ends_with("expected '\"', found \"}\""));
    BOOST_TEST(refusal("[]").ends_with("expected '{', found \"[\""));
    BOOST_TEST(refusal("{\"\xc3\":1}") == "f: header (byte 10): it is not UTF-8");
    BOOST_TEST(refusal(std::string(100000, '{')).ends_with("expected '\"', found \"{\""));
    BOOST_TEST(refusal("{ }  \n") == "no exception");
}

BOOST_AUTO_TEST_CASE(other_formats_are_recognised) {
    BOOST_TEST(
        refusal(bytes_of("PK\x03\x04 and so on"))
            .ends_with("a zip archive, as .npz files (read_npz) and what torch.save writes"));
    BOOST_TEST(refusal(bytes_of("\x93NUMPY and so on")).ends_with("an .npy file, for read_npy"));
}

BOOST_AUTO_TEST_CASE(injured_files_never_harm) {
    const auto file = io::read_file(ctgrad_test::data_file("kinds.safetensors"));
    std::mt19937 engine(7);
    for (int i = 0; i < 3000; ++i)
        ctgrad_test::accepted([injured = ctgrad_test::injured(file, engine)] {
            for (const auto& a : io::read_safetensors(injured, "f").arrays)
                BOOST_TEST(io::numbers_of<double>(a, "f").size() == a.size());
        });
}
