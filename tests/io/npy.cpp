#include <ctgrad/io/npy.hpp>

#include <array>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>

namespace io = ctgrad::io;
using namespace std::string_literals;
using ctgrad_test::bytes;
using ctgrad_test::bytes_of;
using ctgrad_test::message_of;

namespace {

/// Version 1.0.
bytes file_of(const std::string& header, std::size_t payload,
              const std::string& version = "\1\0"s) {
    std::string start = "\x93NUMPY" + version;
    start += static_cast<char>(header.size() & 255);
    start += static_cast<char>(header.size() >> 8);
    bytes file = bytes_of(start + header);
    file.resize(file.size() + payload);
    return file;
}
std::string refusal(const bytes& file) {
    return message_of([&] { io::read_npy(file, "f"); });
}
std::string refusal(const std::string& header, std::size_t payload) {
    return refusal(file_of(header, payload));
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_version) {
    std::vector<float> expected;
    for (int i = 0; i < 12; ++i) expected.push_back(static_cast<float>(i / 4 * 10 + i % 4));
    for (const char* version : {"version1.npy", "version2.npy", "version3.npy"}) {
        const auto a = io::read_npy_file(ctgrad_test::data_file(version));
        BOOST_TEST(io::text_of(a.shape) == "[3, 4]");
        BOOST_TEST(io::numbers_of<float>(a, "f") == expected, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(arrays_come_back) {
    const std::array<double, 6> numbers{0, 1, 2, 3, 4, 0.1};
    for (const std::vector<std::size_t>& shape :
         {std::vector<std::size_t>{6}, {2, 3}, {1, 2, 3, 1}}) {
        const auto written = io::write_npy(io::make_array<double>("a", shape, numbers));
        BOOST_TEST((written.size() - 48) % 64 == 0u);
        const auto a = io::read_npy(written, "f");
        BOOST_TEST((a.shape == shape));
        BOOST_TEST(io::numbers_of<double>(a, "f").at(5) == 0.1);
    }
    const auto one = io::read_npy(
        io::write_npy(io::make_array<double>("a", {}, std::span(numbers).first(1))), "f");
    BOOST_TEST(one.shape.empty());
    // Orders of numbers and of bytes are kept.
    auto turned = io::make_array<double>("a", {2, 3}, numbers);
    turned.column_major = true;
    BOOST_TEST(io::numbers_of<double>(io::read_npy(io::write_npy(turned), "f"), "f").at(1) == 2);
    turned.big_endian = true;
    BOOST_TEST(io::read_npy(io::write_npy(turned), "f").big_endian);
    BOOST_TEST(io::as_text(io::write_npy(turned))
                   .find("'>f8', 'fortran_order': True, 'shape': "
                         "(2, 3), }") != std::string::npos);
    const io::array brains{.type = io::element::bfloat16};
    BOOST_TEST(message_of<std::invalid_argument>([&] { io::write_npy(brains); }) ==
               "write_npy: NumPy has no bfloat16");
}

BOOST_AUTO_TEST_CASE(headers_as_python_may_write_them) {
    for (const char* header :
         {"{'shape': (2,), 'descr': '<f4', 'fortran_order': False}",
          "{\"descr\":\"<f4\",\"fortran_order\":True,\"shape\":(2,),}",
          "{ 'descr' : '<f4' , 'fortran_order' : False , 'shape' : ( 1L , 2L ) , }  \n"})
        BOOST_TEST(refusal(header, 8) == "no exception");
}

BOOST_AUTO_TEST_CASE(what_is_no_array_of_numbers) {
    const auto with_type = [](const std::string& type) {
        return refusal("{'descr': " + type + ", 'fortran_order': False, 'shape': (2,), }", 8);
    };
    BOOST_TEST(with_type("'<f4'") == "no exception");
    BOOST_TEST(with_type("'|O'").ends_with("an array of Python objects; they are not read"));
    BOOST_TEST(
        with_type("[('x', '<f4')]").ends_with("an array of records; only numbers are supported"));
    for (const char* type :
         {"<c8", "<f16", "|f4", "=f4", "f4", "<f", "", "<M8[ns]", "<U4", "<i3", "|S4", "<", "<f44"})
        BOOST_TEST(with_type("'" + std::string(type) + "'")
                       .ends_with("the type \"" + std::string(type) + "\" is not supported"));
    BOOST_TEST(with_type("<f4").ends_with("expected a string, found \"<\""));
}

BOOST_AUTO_TEST_CASE(headers_that_are_broken) {
    const auto with_shape = [](const std::string& shape, std::size_t payload = 8) {
        return refusal("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }",
                       payload);
    };
    BOOST_TEST(with_shape("(-2,)").ends_with("a negative number"));
    BOOST_TEST(with_shape("(2)").ends_with("a tuple of one number ends with a comma"));
    BOOST_TEST(with_shape("2").ends_with("expected '(', found \"2\""));
    BOOST_TEST(with_shape("(2").ends_with("expected a whole number, found \"}\""));
    BOOST_TEST(with_shape("(2,,)").ends_with("expected a whole number, found \",\""));
    BOOST_TEST(with_shape("(99999999999999999999,)").ends_with("the number is too large"));
    BOOST_TEST(with_shape("(2500000000,)", 900) ==
               "f: content (byte 76): shape [2500000000] of float32 does not take the 900 bytes "
               "that follow the header");
    BOOST_TEST(with_shape("(4294967296, 4294967296)", 0).ends_with("bytes that follow the header"));
    BOOST_TEST(with_shape("(2,)", 9).ends_with("does not take the 9 bytes that follow the header"));
    std::string ones;
    for (int i = 0; i < 65; ++i) ones += "1,";
    BOOST_TEST(with_shape("(" + ones + ")").ends_with("more than 64 dimensions"));
    BOOST_TEST(refusal("{'descr': '<f4', 'shape': (2,)}", 8)
                   .ends_with("the header lacks one of descr, fortran_order, shape"));
    BOOST_TEST(refusal("{'shape': (2,), 'shape': (2,)}", 8).ends_with("occurs twice"));
    BOOST_TEST(refusal("{'size': 2}", 8).ends_with("the header has no key \"size\""));
    BOOST_TEST(refusal("{'fortran_order': 1}", 8).ends_with("fortran_order is True or False"));
    BOOST_TEST(refusal("{'descr", 8).ends_with("the text ends too early"));
    BOOST_TEST(refusal("{'descr': '<f4', 'fortran_order': False, 'shape': ()} 1", 4)
                   .ends_with("text follows the header"));
}

BOOST_AUTO_TEST_CASE(beginnings_that_lie) {
    BOOST_TEST(refusal(bytes()) == "f: header (byte 0): an .npy file begins with \\x93NUMPY");
    BOOST_TEST(refusal(bytes_of("1,2,3")).ends_with("begins with \\x93NUMPY"));
    BOOST_TEST(refusal(bytes_of("\x93NUMPY")).ends_with("is not 1.0, 2.0 or 3.0"));
    for (const auto& version : {"\0\0"s, "\4\0"s, "\1\1"s, "\xff\0"s})
        BOOST_TEST(refusal(file_of("{}", 0, version)).ends_with("is not 1.0, 2.0 or 3.0"));
    BOOST_TEST(refusal(bytes_of("\x93NUMPY\1\0\1"s)).ends_with("truncated: there is no header"));
    BOOST_TEST(refusal(bytes_of("\x93NUMPY\1\0\xff\xff{}"s)) ==
               "f: header (byte 0): truncated: the header takes 65535 bytes, found 2");
    BOOST_TEST(refusal(bytes_of("\x93NUMPY\2\0\xff\xff\xff\xff{}"s))
                   .ends_with("the header takes 4294967295 bytes, found 2"));
}

BOOST_AUTO_TEST_CASE(injured_files_never_harm) {
    const auto file = io::read_file(ctgrad_test::data_file("version2.npy"));
    std::mt19937 engine(8);
    for (int i = 0; i < 3000; ++i)
        ctgrad_test::accepted([injured = ctgrad_test::injured(file, engine)] {
            const auto a = io::read_npy(injured, "f");
            BOOST_TEST(io::numbers_of<double>(a, "f").size() == a.size());
        });
}
