#include <ctgrad/io/json.hpp>

#include <string>
#include <string_view>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>

using namespace std::string_view_literals;
using ctgrad::io::append_json_string;
using ctgrad::io::read_json_string;
using ctgrad::io::scanner;
using ctgrad_test::message_of;

namespace {

std::string read(std::string_view text) {
    scanner in(text, "f", 0);
    return read_json_string(in);
}
std::string refusal(std::string_view text) {
    return message_of([&] { read(text); });
}

}  // namespace

BOOST_AUTO_TEST_CASE(strings_and_their_escapes) {
    BOOST_TEST(read(R"("")").empty());
    BOOST_TEST(read(R"( "0.weight" )") == "0.weight");
    BOOST_TEST(read(R"("\"\\\/\b\f\n\r\t")") == "\"\\/\b\f\n\r\t");
    BOOST_TEST(read(R"("\u0041\u00df\u20AC\ud834\udd1e\u0000")") ==
               "A\xc3\x9f\xe2\x82\xac\xf0\x9d\x84\x9e\0"sv);
    BOOST_TEST(read("\"\xe2\x82\xac\"") == "\xe2\x82\xac");
}

BOOST_AUTO_TEST_CASE(what_is_no_string) {
    BOOST_TEST(refusal("abc") == "f: header (byte 0): expected '\"', found \"a\"");
    BOOST_TEST(refusal("\"abc") == "f: header (byte 4): the text ends too early");
    BOOST_TEST(refusal("\"a\nb\"").ends_with("a control character in a string"));
    BOOST_TEST(refusal(R"("\x")").ends_with("an escape that JSON does not have"));
    BOOST_TEST(refusal(R"("\u12g4")").ends_with("\\u takes four hexadecimal digits"));
    BOOST_TEST(refusal(R"("\u12)").ends_with("the text ends too early"));
    for (const auto half : {R"("\ud834")", R"("\ud834x")", R"("\ud834\n")", R"("\ud834\ud834")",
                            R"("\udd1e")", R"("\ud834\u0041")"})
        BOOST_TEST(refusal(half).ends_with("half a surrogate pair"));
}

BOOST_AUTO_TEST_CASE(every_text_comes_back) {
    std::string all;
    for (int c = 0; c < 128; ++c) all += static_cast<char>(c);
    all += "\xe2\x82\xac\xf0\x9d\x84\x9e";
    std::string written;
    append_json_string(written, all);
    BOOST_TEST(read(written) == all);
    BOOST_TEST(written.find('\n') == std::string::npos);
}
