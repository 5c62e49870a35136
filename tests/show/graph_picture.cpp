#include <ctgrad/show/graph_picture.hpp>

#include <boost/test/unit_test.hpp>

#include "made_report.hpp"

BOOST_AUTO_TEST_CASE(svg_is_escaped) {
    const std::string picture = svg(made());
    BOOST_TEST((picture.starts_with("<svg") && picture.ends_with("</svg>\n")));
    BOOST_TEST(contains(picture, ">L = f&quot;(w) &lt; \\</text>"));
    BOOST_TEST(contains(picture, ">∂ −1</text>"));
}
