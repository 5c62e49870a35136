#include <ctgrad/show/study_style.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(numbers_as_people_read_them) {
    BOOST_TEST(detail::readable(-0.25) == "−0.25");
    BOOST_TEST(detail::readable(1.5e-7) == "1.5×10⁻⁷");
    BOOST_TEST(detail::readable(2e30, 3) == "2×10³⁰");
    BOOST_TEST(detail::readable(std::nan("")) == "NaN");
    BOOST_TEST(detail::readable(-HUGE_VAL) == "−∞");
}

BOOST_AUTO_TEST_CASE(characters_of_the_language_are_escaped) {
    BOOST_TEST(detail::escaped("<a b=\"c\" d='e'> & \x02é") ==
               "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt; &amp;  é");
}

BOOST_AUTO_TEST_CASE(names_adjoints_and_numbers) {
    detail::study_symbols symbols{"J", {{"x", {-2}}, {"W1", {1, 2}}}, {{"x", {3}}}};
    detail::long_text out;
    detail::study_style<detail::unicode_style<>> style(out);
    style.symbols = &symbols;
    style.name("W1");
    style.times();
    style.name("\1x");
    BOOST_TEST(out.view() == "W₁ ∂J/∂x");
    style.numbers = true;
    style.times();
    style.name("x");
    style.times();
    style.name("\1x");
    BOOST_TEST((out.view() == "W₁ ∂J/∂x · (−2) · 3" && style.complete));
    style.name("W1");
    BOOST_TEST(!style.complete);
}
