#include <ctgrad/show/curves.hpp>

#include <limits>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

nn::history falling(bool validated) {
    nn::history h;
    for (int i = 1; i <= 3; ++i) {
        h.epochs.push_back({.epoch = i, .loss = 1.0 / (i * i * i)});
        if (validated) h.epochs.back().validation_loss = 0.5;
    }
    return h;
}

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t found = 0;
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
    return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(one_line_per_loss) {
    const std::string one = learning_curves(falling(false)), two = learning_curves(falling(true));
    BOOST_TEST((one.starts_with("<svg") && one.ends_with("</svg>\n")));
    BOOST_TEST((count(one, "fill=\"none\"") == 1 && count(two, "fill=\"none\"") == 2));
    BOOST_TEST((count(one, ">training<") == 1 && count(one, ">validation<") == 0));
    // 1, 1/8, 1/27: more than a decade, so the middle one stands at log 8 / log 27 of the height.
    BOOST_TEST(count(one, "d=\"M70 30L345 231.9L620 350\"") == 1);
}

BOOST_AUTO_TEST_CASE(histories_without_curves) {
    BOOST_TEST(count(learning_curves({}), "fill=\"none\"") == 0);
    nn::history lost;
    lost.epochs.push_back({.epoch = 1, .loss = std::numeric_limits<double>::quiet_NaN()});
    BOOST_TEST(learning_curves(lost).find("nan") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(curves_of_any_kind_share_their_axes) {
    const std::string all = line_chart(
        {{"found", "red", {1, 2, 3}, {0, 5, 10}}, {"a < b", "blue", {2, 3}, {-10, 0}}}, "t", "y");
    BOOST_TEST((count(all, "stroke=\"red\" d=\"M70 190L345 110L620 30\"") == 1));
    BOOST_TEST((count(all, ">found<") == 1 && count(all, ">a &lt; b<") == 1));
    BOOST_CHECK_EXCEPTION(line_chart({{"found", "red", {1, 2}, {0}}}, "t", "y"),
                          std::invalid_argument, [](const std::exception& e) {
                              return std::string_view(e.what()) ==
                                     "line_chart: the curve found has 2 x and 1 y";
                          });
}
