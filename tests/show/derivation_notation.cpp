#include <ctgrad/show/derivation_notation.hpp>

#include <ctgrad/ctgrad.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::detail;

BOOST_AUTO_TEST_CASE(columns_count_characters_and_signs_are_escaped) {
    static_assert(width_of("2 × 3ᵀ") == 6);
    constexpr auto x = scalar<"x">;
    long_text tex, page;
    latex_derivation<decltype(sin(x)), decltype(x), void>::escaped(tex, "u^a < b_c");
    html_derivation<decltype(sin(x)), decltype(x), void>::escaped(page, "a < b & c");
    BOOST_TEST(tex.view() == "u\\textasciicircum{}a $<$ b\\_c");
    BOOST_TEST(page.view() == "a &lt; b &amp; c");
}

BOOST_AUTO_TEST_CASE(rows_are_those_of_a_vector_by_a_vector) {
    using u = std::remove_const_t<decltype(vector<"u", 2>)>;
    using A = std::remove_const_t<decltype(matrix<"A", 2, 2>)>;
    static_assert(has_rows<u, u> && !has_rows<A, u> && !has_rows<void, u>);
    BOOST_TEST(name_of_result<u> == "Jacobian");
}
