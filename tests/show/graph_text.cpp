#include <ctgrad/show/graph_text.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(texts_of_any_length) {
    BOOST_TEST(detail::shortened("αβγδ", 4) == "αβγδ");
    BOOST_TEST(detail::shortened("αβγδε", 4) == "αβγδ…");
    BOOST_TEST(detail::brief(vector_shape(2), {1, -0.5}) == "(1, −0.5)");
    BOOST_TEST(detail::brief(matrix_shape(2, 3), std::vector<double>(6)) == "2 × 3");
}
