#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/listing_plan.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(names_that_variables_have_are_left_to_them) {
    constexpr auto W = matrix<"W", 2, 2>;
    constexpr auto a1 = vector<"a1", 2>;
    const std::string_view shown = listing(gradient(squared_norm(tanh(W * a1)), W));
    BOOST_TEST(shown.find("z1 = ") == std::string_view::npos);
    BOOST_TEST(shown.find("t1 = ") != std::string_view::npos);
}
