#include <cmath>

#include <ctgrad/show/graph_layout.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(boxes_do_not_overlap_and_arrows_lead_to_the_right) {
    // Two full layers of five, a source that is needed late, and arrows that cross several layers.
    std::vector<detail::box_size> boxes(13, {80, 40});
    std::vector<detail::graph_arrow> arrows;
    for (int i = 0; i < 5; ++i)
        for (int j = 5; j < 10; ++j) arrows.push_back({i, j});
    for (int j = 5; j < 10; ++j) arrows.push_back({j, 10});
    arrows.push_back({0, 12});
    arrows.push_back({10, 12});
    arrows.push_back({11, 12});
    const detail::graph_layout layout(boxes, arrows);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const auto a = layout.centre[i];
        BOOST_TEST((a.x - 40 >= 0 && a.x + 40 <= layout.width));
        BOOST_TEST((a.y - 20 >= 0 && a.y + 20 <= layout.height));
        for (std::size_t j = 0; j < i; ++j) {
            const auto b = layout.centre[j];
            BOOST_TEST((std::abs(a.x - b.x) >= 80 || std::abs(a.y - b.y) >= 40));
        }
    }
    for (const auto& path : layout.path)
        for (std::size_t k = 1; k < path.size(); ++k) BOOST_TEST(path[k - 1].x < path[k].x);
    BOOST_TEST(layout.centre[11].x == layout.centre[10].x);  // a source beside what else is needed
}

BOOST_AUTO_TEST_CASE(a_chain_is_a_row) {
    const std::vector<detail::box_size> boxes(4, {50, 30});
    const detail::graph_layout layout(boxes, {{0, 1}, {1, 2}, {2, 3}});
    for (const auto& at : layout.centre) BOOST_TEST(at.y == layout.centre[0].y);
}

BOOST_AUTO_TEST_CASE(one_box) {
    const detail::graph_layout layout({{50, 30}}, {});
    BOOST_TEST((layout.width > 50 && layout.height > 30 && layout.path.empty()));
}
