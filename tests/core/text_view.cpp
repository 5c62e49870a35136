#include <ctgrad/core/text_view.hpp>

#include <iomanip>
#include <sstream>
#include <string>
#include <string_view>

#include <boost/test/unit_test.hpp>

using ctgrad::core::text_view;

BOOST_AUTO_TEST_CASE(made_from_any_text) {
    constexpr std::string_view standard = "gradient";
    static_assert(text_view() == "" && text_view().empty());
    static_assert(text_view("gradient") == standard && text_view(standard) == "gradient");
    static_assert(standard == text_view("gradient") && text_view("grad") != standard);
    static_assert(text_view("gradient", 4) == "grad");
    const std::string longer = "gradients";
    BOOST_TEST(text_view(longer) != text_view(standard));
    BOOST_TEST(text_view(longer) == longer);
    constexpr const char* words[] = {"sum rule", "product rule"};
    static_assert(text_view(words[1]).size() == 12);
}

BOOST_AUTO_TEST_CASE(its_characters) {
    constexpr text_view text = "tanh(x)";
    static_assert(text[0] == 't' && text.back() == ')' && *(text.end() - 2) == 'x');
    static_assert(text.substr(5) == "x)" && text.substr(0, 4) == "tanh");
    static_assert(text.substr(7).empty() && text.substr(4, 100) == "(x)");
    static_assert(text.starts_with("tan") && !text.starts_with("tan(") && text.starts_with(""));
    static_assert(text.ends_with("(x)") && !text.ends_with("x") && !text.ends_with("tanh(x))"));
    static_assert(text.find('h') == 3 && text.find("(x") == 4 && text.find('t', 1) == text.npos);
    static_assert(text.find("x", 8) == text.npos && text.find("", text.npos) == text.npos);
    static_assert(text.find("") == 0 && text.find("tanh(x)") == 0 && text.find("x))") == text.npos);
    static_assert(text.rfind('t') == 0 && text.rfind(")") == 6 && text.rfind("cosh") == text.npos);
    static_assert(text.rfind("") == 7 && text_view("a a").rfind('a') == 2);
    static_assert(text.starts_with('t') && text.ends_with(')') && !text_view().ends_with(')'));
    static_assert(text.front() == 't' && text.length() == 7);
    constexpr auto inside = [](text_view all) {
        all.remove_prefix(5);
        all.remove_suffix(1);
        return all;
    };
    static_assert(inside(text) == "x");
    int brackets = 0;
    for (char c : text) brackets += c == '(' || c == ')';
    BOOST_TEST(brackets == 2);
}

BOOST_AUTO_TEST_CASE(a_standard_view_where_one_is_wanted) {
    constexpr text_view text = "u * v";
    constexpr std::string_view standard = text;
    static_assert(standard.find('*') == 2);
    std::string all = "d/dx ";
    all += text;
    BOOST_TEST(all == "d/dx u * v");
    BOOST_TEST(std::string(text) == "u * v");
    std::ostringstream out;
    out << text << '.';
    BOOST_TEST(out.str() == "u * v.");
    out << std::setw(7) << text << std::left << std::setw(7) << std::setfill('-') << text << '.'
        << std::setw(2) << text;
    BOOST_TEST(out.str() == "u * v.  u * vu * v--.u * v");
    // Nothing that owns its characters, and no number.
    static_assert(!std::is_convertible_v<text_view, std::string>);
    static_assert(!std::is_convertible_v<text_view, bool>);
}
