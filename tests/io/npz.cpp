#include <ctgrad/io/npz.hpp>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>

namespace io = ctgrad::io;
using ctgrad_test::bytes;
using ctgrad_test::bytes_of;
using ctgrad_test::message_of;

BOOST_AUTO_TEST_CASE(arrays_of_numpy) {
    std::vector<double> matrix, truth, cube;
    for (int i = 0; i < 12; ++i) matrix.push_back(i / 4 * 10 + i % 4);
    for (const double number : matrix) truth.push_back(number != 0);
    for (int i = 0; i < 24; ++i) cube.push_back(i / 12 * 100 + i / 4 % 3 * 10 + i % 4);
    for (const char* name : {"stored.npz", "deflated.npz"}) {
        const auto file = io::read_npz_file(ctgrad_test::data_file(name));
        BOOST_TEST(file.arrays.size() == 24u);
        for (const io::array& a : file.arrays) {
            const auto found = io::numbers_of<double>(a, name);
            const auto expect = [&](const std::vector<double>& numbers, const char* shape) {
                BOOST_TEST_INFO(a.name);
                BOOST_TEST(found == numbers, boost::test_tools::per_element());
                BOOST_TEST(io::text_of(a.shape) == shape);
            };
            if (a.name.starts_with("cube")) expect(cube, "[2, 3, 4]");
            else if (a.name == "number") expect({2.5}, "[]");
            else if (a.name == "vector") expect({0, 1, 2}, "[3]");
            else if (a.name == "none") expect({}, "[0, 3]");
            else expect(a.name == "b1" ? truth : matrix, "[3, 4]");
        }
    }
}

BOOST_AUTO_TEST_CASE(arrays_come_back) {
    const std::array<float, 2> numbers{1, 0.1f};
    const std::vector<io::array> arrays{io::make_array<float>("0.weight", {2, 1}, numbers),
                                        io::make_array<float>("\xce\xb8", {2}, numbers)};
    for (const auto method : {io::zip_method::stored, io::zip_method::deflated}) {
        const auto file = io::read_npz(io::write_npz(arrays, method), "f");
        BOOST_TEST(file.arrays.size() == 2u);
        BOOST_TEST(io::numbers_of<float>(*file.find("0.weight"), "f").at(1) == 0.1f);
        BOOST_TEST(io::text_of(file.find("\xce\xb8")->shape) == "[2]");
    }
    BOOST_TEST(message_of<std::invalid_argument>([&] { io::write_npz({arrays[0], arrays[0]}); }) ==
               "write_npz: the name \"0.weight.npy\" occurs twice");
}

BOOST_AUTO_TEST_CASE(archives_of_something_else) {
    const auto refusal = [](const std::vector<io::zip_member>& members) {
        return message_of([&] { io::read_npz(io::write_zip(members), "f"); });
    };
    BOOST_TEST(refusal({{"archive/data.pkl", {}}}) ==
               "f: member \"archive/data.pkl\": a file of torch.save holds a program; save "
               "safetensors or .npz");
    BOOST_TEST(refusal({{"a.txt", {}}}) ==
               "f: member \"a.txt\": an .npz file holds nothing but .npy files");
    BOOST_TEST(refusal({{"a.npy", bytes_of("1,2")}}) ==
               "f: member \"a.npy\": header (byte 0): an .npy file begins with \\x93NUMPY");
    const auto numbers = io::write_npy(io::make_array<float>("", {0}, {}));
    BOOST_TEST(refusal({{"a.npy", numbers}, {"a.npy", numbers}}) == "f: names: \"a\" occurs twice");
    BOOST_TEST(message_of([] { io::read_npz(bytes_of("no archive"), "f"); }) ==
               "f: byte 0: this is no zip archive");
}

BOOST_AUTO_TEST_CASE(injured_files_never_harm) {
    const auto file = io::read_file(ctgrad_test::data_file("deflated.npz"));
    std::mt19937 engine(10);
    for (int i = 0; i < 500; ++i)
        ctgrad_test::accepted([injured = ctgrad_test::injured(file, engine)] {
            for (const auto& a : io::read_npz(injured, "f", 100000).arrays)
                BOOST_TEST(io::numbers_of<double>(a, "f").size() == a.size());
        });
}
