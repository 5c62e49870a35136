#include <ctgrad/io/choose.hpp>

#include <cmath>
#include <string>
#include <vector>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>
#include <ctgrad/nn/mlp.hpp>

using namespace ctgrad;
using ctgrad_test::message_of;

namespace {

using narrow = nn::mlp<nn::dense<3, 4, nn::tanh>, nn::dense<4, 2>>;
using wide = nn::mlp<nn::dense<3, 8, nn::relu>, nn::dense<8, 2>>;
using straight = nn::alternative<"straight", nn::mlp<nn::dense<3, 4>, nn::dense<4, 2>>>;
using choice = nn::any_of<wide, narrow>;
using more = nn::any_of<wide, straight, narrow>;
using rectified = nn::alternative<"rectified", nn::mlp<nn::dense<3, 4, nn::relu>, nn::dense<4, 2>>>;

}  // namespace

BOOST_AUTO_TEST_CASE(a_file_of_pytorch_chooses_its_network) {
    auto model = io::load_any<float, choice>(ctgrad_test::data_file("pytorch.safetensors"));
    BOOST_TEST(model.choice().name() == "3-4-2");
    const auto expected =
        io::read_safetensors_file(ctgrad_test::data_file("pytorch_outputs.safetensors"));
    const auto outputs = io::numbers_of<float>(*expected.find("outputs"), "f");
    std::vector<float> found(outputs.size());
    model(io::numbers_of<float>(*expected.find("inputs"), "f"), found);
    for (std::size_t i = 0; i < found.size(); ++i)
        BOOST_TEST(std::abs(found[i] - outputs[i]) < 1e-6f);
    const ctgrad_test::temporary_directory folder;
    io::save(folder.path() / "saved", model);
    auto again = io::load_any<float, choice>(folder.path() / "saved");
    again.visit([&](auto network, auto& weights) {
        model.visit([&](auto other, auto& kept) {
            if constexpr (std::is_same_v<decltype(network), decltype(other)>)
                BOOST_TEST(std::ranges::equal(weights.all(), kept.all()));
            else BOOST_TEST(false);
        });
    });
}

BOOST_AUTO_TEST_CASE(names_and_shapes_tell_networks_apart) {
    const auto chosen = [](auto network, auto names, auto names_of) {
        const parameters_for<float, decltype(network.parameters)> weights;
        const auto file =
            io::read_safetensors(io::write_safetensors(io::to_arrays(weights, names)), "f");
        return io::choose<more>(file, names_of).name();
    };
    const io::names_of_network usual;
    BOOST_TEST(chosen(wide{}, usual(wide{}), usual) == "3-8-2");
    BOOST_TEST(chosen(straight{}, usual(straight{}), usual) == "straight");  // 0.weight, 1.weight
    const auto own = [](auto) { return io::variable_names{}; };
    BOOST_TEST(chosen(wide{}, io::variable_names{}, own) == "3-8-2");
}

BOOST_AUTO_TEST_CASE(files_that_fit_none_or_several) {
    const auto file = io::read_safetensors_file(ctgrad_test::data_file("pytorch.safetensors"));
    const std::string source = file.source;
    BOOST_TEST((message_of([&] { io::choose<nn::any_of<wide, straight>>(file); })) ==
               source + ": arrays: they are those of none of the networks: 3-8-2, straight");
    BOOST_TEST((message_of([&] { io::choose<nn::any_of<wide, narrow, rectified>>(file); })) ==
               source + ": arrays: they are those of several networks: 3-4-2, rectified");
    BOOST_TEST(message_of([] { io::load_any<float, choice>("/absent"); }) ==
               "/absent: opening: the file does not exist");
}
