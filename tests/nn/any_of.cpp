#include <ctgrad/nn/any_of.hpp>

#include <array>
#include <cmath>
#include <string>
#include <type_traits>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <ctgrad/nn/mlp.hpp>

#include "../refusal.hpp"

using namespace ctgrad;

namespace {

using narrow = nn::mlp<nn::dense<3, 2, nn::tanh>, nn::dense<2, 2>>;
using wide = nn::mlp<nn::dense<3, 8, nn::relu>, nn::dense<8, 4>>;
using straight = nn::alternative<"straight", nn::mlp<nn::dense<3, 2>, nn::dense<2, 2>>>;
using choice = nn::any_of<narrow, wide, straight>;
using two = nn::any_of<narrow, wide>;

}  // namespace

BOOST_AUTO_TEST_CASE(a_network_by_its_name) {
    BOOST_TEST(choice::names() == (std::array<std::string_view, 3>{"3-2-2", "3-8-4", "straight"}),
               boost::test_tools::per_element());
    BOOST_TEST(choice("3-8-4").index() == 1u);
    BOOST_TEST(choice("straight").name() == "straight");
    BOOST_TEST(refusal([] { choice("3-9-4"); }) ==
               "any_of: there is no network called \"3-9-4\", but 3-2-2, 3-8-4, straight");
    BOOST_TEST(nn::any_of<wide>("3-8-4").index() == 0u);
}

BOOST_AUTO_TEST_CASE(a_visitor_gets_the_type) {
    const auto is_wide = [](auto network) { return std::is_same_v<decltype(network), wide>; };
    BOOST_TEST(choice("3-8-4").visit(is_wide));
    BOOST_TEST(!choice("3-2-2").visit(is_wide));
    const auto two_outputs =
        choice::those([](auto network) { return decltype(network.output)::extent().size() == 2; });
    BOOST_TEST_REQUIRE(two_outputs.size() == 2u);
    BOOST_TEST(two_outputs[1].name() == "straight");
    BOOST_TEST(choice::those([](auto) { return false; }).empty());
}

BOOST_AUTO_TEST_CASE(a_batch_through_the_network_that_was_chosen) {
    std::vector<float> samples(3 * 37);
    for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = std::sin(static_cast<float>(i));
    for (const auto name : two::names()) {
        nn::any_model<float, two> model{two(name)};
        BOOST_TEST(model.choice().name() == name);
        BOOST_TEST(model.inputs() == 3u);
        BOOST_TEST(model.outputs() == (name == "3-8-4" ? 4u : 2u));
        std::vector<float> found(37 * model.outputs(), 1), expected = found;
        model(samples, found);
        BOOST_TEST(found.front() == 0);  // weights are zero at first
        model.visit([&](auto network, auto& weights) {
            float number = 0;
            for (float& w : weights.all()) w = std::cos(number += 0.3f);
            auto output = make_batch_output<float>(network.output, network.parameters);
            output(weights, expected, network.input = rows(samples));
        });
        model(samples, found);
        BOOST_TEST(found == expected, boost::test_tools::per_element());
        BOOST_TEST(found.back() != 0);
        auto copy = model;
        model.visit([](auto, auto& weights) { weights.data()[0] = 100; });
        copy(samples, found);
        BOOST_TEST(found == expected, boost::test_tools::per_element());
        found.pop_back();
        BOOST_TEST(refusal([&] { model(samples, found); }) != "no exception");
    }
}
