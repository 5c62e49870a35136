#include <ctgrad/io/scanner.hpp>

#include <string>
#include <string_view>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>

using namespace std::string_view_literals;
using ctgrad::io::first_not_utf8;
using ctgrad::io::scanner;
using ctgrad_test::message_of;

BOOST_AUTO_TEST_CASE(a_text_is_walked_through) {
    scanner in(" {\n12 , True }", "file", 8);
    in.expect('{');
    BOOST_TEST(in.whole_number() == 12u);
    BOOST_TEST(!in.accept('}'));
    BOOST_TEST(in.accept(','));
    BOOST_TEST(!in.accept("False"sv));
    BOOST_TEST(in.accept("True"sv));
    in.skip_blanks();
    BOOST_TEST(in.next() == '}');
    BOOST_TEST(in.at_end());
    BOOST_TEST(in.peek() == '\0');
    BOOST_TEST(message_of([&] { in.next(); }) == "file: header (byte 22): the text ends too early");
    BOOST_TEST(message_of([&] { in.expect('}'); }) ==
               "file: header (byte 22): expected '}', found the end");
}

BOOST_AUTO_TEST_CASE(numbers_that_are_none) {
    const auto refusal = [](std::string_view text) {
        return message_of([&] { scanner(text, "f", 0).whole_number(); });
    };
    BOOST_TEST(refusal("18446744073709551615") == "no exception");
    BOOST_TEST(refusal("0") == "no exception");
    BOOST_TEST(refusal("18446744073709551616").ends_with("the number is too large"));
    BOOST_TEST(refusal(std::string(1000, '9')).ends_with("the number is too large"));
    BOOST_TEST(refusal("-1") == "f: header (byte 0): a negative number");
    BOOST_TEST(refusal("01").ends_with("a number that begins with 0"));
    BOOST_TEST(refusal("1.0").ends_with("a number that is not whole"));
    BOOST_TEST(refusal("1e3").ends_with("a number that is not whole"));
    BOOST_TEST(refusal("x").ends_with("expected a whole number, found \"x\""));
    BOOST_TEST(refusal("").ends_with("expected a whole number, found the end"));
}

BOOST_AUTO_TEST_CASE(what_is_utf8) {
    constexpr auto all = std::string_view::npos;
    BOOST_TEST(first_not_utf8("") == all);
    BOOST_TEST(first_not_utf8("a\0b\x7f"sv) == all);
    BOOST_TEST(first_not_utf8("\xc2\x80 \xdf\xbf \xe0\xa0\x80 \xed\x9f\xbf \xee\x80\x80") == all);
    BOOST_TEST(first_not_utf8("\xef\xbf\xbf \xf0\x90\x80\x80 \xf4\x8f\xbf\xbf") == all);
    for (const auto bad : {"\x80"sv, "\xbf"sv, "\xc2"sv, "\xc2z"sv, "\xe2\x82"sv, "\xf0\x90\x80"sv,
                           "\xc0\x80"sv, "\xc1\xbf"sv, "\xe0\x9f\xbf"sv, "\xf0\x8f\xbf\xbf"sv,
                           "\xed\xa0\x80"sv, "\xed\xbf\xbf"sv, "\xf4\x90\x80\x80"sv,
                           "\xf5\x80\x80\x80"sv, "\xf8\x88\x80\x80\x80"sv, "\xfe"sv, "\xff"sv}) {
        BOOST_TEST(first_not_utf8(bad) == 0u);
        BOOST_TEST(first_not_utf8("ab" + std::string(bad)) == 2u);
        BOOST_TEST(first_not_utf8(std::string(bad) + "ab") == 0u);
    }
}
