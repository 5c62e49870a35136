#include <ctgrad/io/weights.hpp>

#include <bit>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>
#include <ctgrad/io/npz.hpp>
#include <ctgrad/nn/mlp.hpp>

using namespace ctgrad;
using ctgrad_test::message_of;
using ctgrad_test::temporary_directory;

namespace {

using net = nn::mlp<nn::dense<3, 4, nn::tanh>, nn::dense<4, 2>>;
using weights_type = parameters_for<float, decltype(net::parameters)>;

weights_type some_weights() {
    weights_type weights;
    float number = 0;
    for (const auto view : {weights[net::weight<1>()].data(), weights[net::weight<2>()].data()})
        for (int i = 0; i < 8; ++i) view[i] = std::sin(number += 0.7f);
    for (float& y : weights[net::bias<1>()]) y = number += 0.3f;
    for (float& y : weights[net::bias<2>()]) y = -0.0f;
    return weights;
}

bool same_bits(const weights_type& a, const weights_type& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        if (std::bit_cast<unsigned>(a.data()[i]) != std::bit_cast<unsigned>(b.data()[i]))
            return false;
    return true;
}

/// A file of the arrays of `weights`, changed.
template <class Change> io::array_file changed(Change change) {
    io::array_file file{.source = "f", .arrays = io::to_arrays(some_weights())};
    change(file.arrays);
    io::detail::sort_by_name(file);
    return file;
}
template <class Change> std::string refusal(Change change, const io::load_options& options = {}) {
    const auto file = changed(change);
    auto weights = some_weights();
    weights.all()[0] = 5;
    const auto before = weights;
    const auto message =
        message_of([&] { io::load(file, weights, io::sequential_names<net>{}, options); });
    if (message != "no exception") BOOST_TEST(same_bits(weights, before));
    return message;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_network_of_pytorch) {
    weights_type weights;
    io::load(ctgrad_test::data_file("pytorch.safetensors"), weights);
    const auto expected =
        io::read_safetensors_file(ctgrad_test::data_file("pytorch_outputs.safetensors"));
    const auto inputs = io::numbers_of<float>(*expected.find("inputs"), "f");
    const auto outputs = io::numbers_of<float>(*expected.find("outputs"), "f");
    for (std::size_t i = 0; i < 5; ++i) {
        const auto found = net::output(
            net::input = std::span<const float, 3>(inputs.data() + 3 * i, 3),
            net::weight<1>() = weights[net::weight<1>()], net::bias<1>() = weights[net::bias<1>()],
            net::weight<2>() = weights[net::weight<2>()], net::bias<2>() = weights[net::bias<2>()]);
        for (std::size_t k = 0; k < 2; ++k)
            BOOST_TEST(std::abs(found[k] - outputs[2 * i + k]) < 1e-6f);
    }
    BOOST_TEST(std::abs(outputs[0]) > 1e-3f);
}

BOOST_AUTO_TEST_CASE(weights_come_back) {
    const temporary_directory folder;
    const auto weights = some_weights();
    const auto path = folder.path() / "weights.safetensors";
    weights_type read;
    const float* const place = read.data();
    io::save(path, weights);
    io::load(path, read);
    BOOST_TEST(same_bits(weights, read));
    BOOST_TEST(read.data() == place);  // pointers into them stay good
    BOOST_TEST(read.data()[12] == 0);  // the gap behind 4 x 3 numbers

    const auto archive = io::write_npz(io::to_arrays(weights, io::variable_names{}));
    weights_type again;
    io::load(io::read_npz(archive, "f"), again, io::variable_names{});
    BOOST_TEST(same_bits(weights, again));

    parameters_for<double, decltype(net::parameters)> wide;
    io::load(path, wide);
    BOOST_TEST(wide[net::weight<1>()](3, 2) ==
               static_cast<double>(weights[net::weight<1>()](3, 2)));
    io::save(path, wide);
    weights_type narrow;
    io::load(path, narrow);
    BOOST_TEST(same_bits(weights, narrow));
}

BOOST_AUTO_TEST_CASE(transposed_in_the_file) {
    const auto keras = [](auto x) {
        const bool weight = decltype(x)::extent().rank == 2;
        return io::file_name((weight ? "kernel " : "bias ") + io::name_of_variable(x), weight);
    };
    const auto weights = some_weights();
    const auto arrays = io::to_arrays(weights, keras);
    BOOST_TEST(arrays.at(0).name == "kernel W1");
    BOOST_TEST(io::text_of(arrays.at(0).shape) == "[3, 4]");
    BOOST_TEST(io::numbers_of<float>(arrays.at(0), "f").at(1) == weights[net::weight<1>()](1, 0));
    weights_type read;
    io::load(io::read_safetensors(io::write_safetensors(arrays), "f"), read, keras);
    BOOST_TEST(same_bits(weights, read));
}

BOOST_AUTO_TEST_CASE(variables_of_every_rank) {
    parameters<double, std::remove_cv_t<decltype(scalar<"gain">)>,
               std::remove_cv_t<decltype(matrix<"A", 2, 1>)>>
        some;
    some[scalar<"gain">][0] = 2.5;
    some[matrix<"A", 2, 1>](1, 0) = 3;
    const auto arrays = io::to_arrays(some);
    BOOST_TEST(arrays.at(0).name == "gain");
    BOOST_TEST(io::text_of(arrays.at(0).shape) == "[]");
    BOOST_TEST(io::text_of(arrays.at(1).shape) == "[2, 1]");
    io::array_file file{.source = "f", .arrays = arrays};
    for (io::array& a : file.arrays)
        if (a.name == "gain") a.shape = {1};  // as some writers have single numbers
    io::detail::sort_by_name(file);
    auto read = some;
    read[scalar<"gain">][0] = 0;
    io::load(file, read);
    BOOST_TEST(read[scalar<"gain">][0] == 2.5);
}

BOOST_AUTO_TEST_CASE(shapes_that_differ) {
    BOOST_TEST(refusal([](auto& arrays) { arrays[2].shape = {4, 2}; }) ==
               "f: array \"2.weight\": expected shape [2, 4], found [4, 2]");
    BOOST_TEST(refusal([](auto& arrays) { arrays[1].shape = {4, 1}; }) ==
               "f: array \"0.bias\": expected shape [4], found [4, 1]");
    BOOST_TEST(refusal([](auto& arrays) { arrays[3].shape = {}; }) ==
               "f: array \"2.bias\": expected shape [2], found []");
}

BOOST_AUTO_TEST_CASE(whole_numbers_are_no_weights) {
    BOOST_TEST(refusal([](auto& arrays) { arrays[1].type = io::element::int32; }) ==
               "f: array \"0.bias\": expected floating-point numbers, found int32");
}

BOOST_AUTO_TEST_CASE(arrays_missing_and_superfluous) {
    const auto rename = [](auto& arrays) {
        arrays[2].name = "3.weight";
        arrays[3].name = "3.bias";
    };
    BOOST_TEST(refusal(rename) ==
               "f: arrays: missing \"2.weight\", \"2.bias\"; superfluous \"3.bias\", \"3.weight\"");
    BOOST_TEST(refusal(rename, {.allow_missing = true}) ==
               "f: arrays: superfluous \"3.bias\", \"3.weight\"");
    BOOST_TEST(refusal(rename, {.allow_superfluous = true}) ==
               "f: arrays: missing \"2.weight\", \"2.bias\"");
    BOOST_TEST(refusal(rename, {.allow_missing = true, .allow_superfluous = true}) ==
               "no exception");
    const auto many = [](auto& arrays) {
        for (int i = 0; i < 100; ++i) arrays.push_back({.name = "x" + std::to_string(i)});
    };
    BOOST_TEST(refusal(many).size() < 120u);
    BOOST_TEST(refusal(many).ends_with("\"x14\", \"x15\", ..."));
    // Those that are missing stay as they are.
    auto weights = some_weights();
    weights[net::bias<2>()][1] = 7;
    io::load(changed([](auto& arrays) { arrays.pop_back(); }), weights, io::sequential_names<net>{},
             {.allow_missing = true});
    BOOST_TEST(weights[net::bias<2>()][1] == 7);
}

BOOST_AUTO_TEST_CASE(two_variables_of_one_name) {
    const auto same = [](auto) { return "W"; };
    BOOST_TEST(message_of<std::invalid_argument>([&] { io::to_arrays(some_weights(), same); }) ==
               "names: two variables are called \"W\"");
}

BOOST_AUTO_TEST_CASE(numbers_too_large_change_nothing) {
    parameters_for<double, decltype(net::parameters)> wide;
    wide[net::weight<1>()](0, 0) = 1;
    wide[net::bias<2>()][1] = 1e300;
    const io::array_file file =
        io::read_safetensors(io::write_safetensors(io::to_arrays(wide)), "f");
    auto weights = some_weights();
    BOOST_TEST(message_of([&] { io::load(file, weights); }) ==
               "f: array \"2.bias\": the number 1e+300 is too large for the type wanted");
    BOOST_TEST(same_bits(weights, some_weights()));
}

BOOST_AUTO_TEST_CASE(paths_that_do_not_serve) {
    auto weights = some_weights();
    BOOST_TEST(message_of([&] { io::load("/absent/weights", weights); }) ==
               "/absent/weights: opening: the file does not exist");
    BOOST_TEST(message_of([&] { io::save("/absent/weights", weights); }) ==
               "/absent/weights: opening a new file beside it: No such file or directory");
}
