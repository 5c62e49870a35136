#include <ctgrad/show/names.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad::detail;

static_assert(greek("lambda") == "λ" && greek("Omega") == "Ω" && greek("alph").empty(),
              "letters by their names");

BOOST_AUTO_TEST_CASE(names_are_taken_apart) {
    const auto check = [](std::string_view name, std::string_view stem, int indices,
                          std::string_view last) {
        const split_name split(name);
        BOOST_TEST(split.stem == stem);
        BOOST_TEST_REQUIRE(split.indices.size == indices);
        if (indices > 0) BOOST_TEST(split.indices[indices - 1] == last);
    };
    check("x", "x", 0, "");
    check("W12", "W", 1, "12");
    check("W_1", "W", 1, "1");
    check("W1_out", "W", 2, "out");
    check("sigma_max", "sigma", 1, "max");
    check("_", "_", 0, "");
    check("_x", "_x", 0, "");
    check("x_", "x_", 0, "");
    check("a__b", "a__b", 0, "");
}

BOOST_AUTO_TEST_CASE(characters_are_lowered_and_raised) {
    BOOST_TEST(lowered_character('7') == "₇");
    BOOST_TEST(lowered_character('x') == "ₓ");
    BOOST_TEST(lowered_character('q').empty());
    BOOST_TEST(raised_digit('2') == "²");
}
