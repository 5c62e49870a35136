#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>
#include <ctgrad/io/csv_scanner.hpp>

using ctgrad::io::csv_options;
using ctgrad::io::csv_scanner;
using ctgrad_test::message_of;
using namespace std::string_view_literals;

namespace {

/// Every record as "[LINE:field|field]".
std::string scanned(std::string_view text, const csv_options& options = {}) {
    csv_scanner scanner(text, "text", options);
    std::vector<std::string> fields;
    std::string all;
    while (scanner.next(fields)) {
        all += '[' + std::to_string(scanner.line());
        for (std::size_t i = 0; i < fields.size(); ++i) { all += (i == 0 ? ':' : '|') + fields[i]; }
        all += ']';
    }
    return all;
}

std::string refusal(std::string_view text, const csv_options& options = {}) {
    return message_of([&] { scanned(text, options); });
}

}  // namespace

BOOST_AUTO_TEST_CASE(lines_end_in_every_usual_way) {
    BOOST_TEST(scanned("a,b\nc,d\n") == "[1:a|b][2:c|d]");
    BOOST_TEST(scanned("a,b\r\nc,d\r\n") == "[1:a|b][2:c|d]");
    BOOST_TEST(scanned("a,b\nc,d") == "[1:a|b][2:c|d]");
    BOOST_TEST(scanned("a,b\r\nc,d\r") == "[1:a|b][2:c|d]");
}

BOOST_AUTO_TEST_CASE(blank_lines_are_counted_and_skipped) {
    BOOST_TEST(scanned("") == "");
    BOOST_TEST(scanned("\n\r\n \t\n") == "");
    BOOST_TEST(scanned("\n\na\n  \nb\n\n") == "[3:a][5:b]");
    BOOST_TEST(scanned("\"\"\n") == "[1:]");  // quotes say that there is a field
    BOOST_TEST(scanned("\t\n", {.separator = '\t'}) == "[1:|]");
}

BOOST_AUTO_TEST_CASE(empty_fields) { BOOST_TEST(scanned(",\n,,\na,") == "[1:|][2:||][3:a|]"); }

BOOST_AUTO_TEST_CASE(quoted_fields) {
    BOOST_TEST(scanned("\"a,b\",\"c\"\"d\",\"\"\n") == "[1:a,b|c\"d|]");
    BOOST_TEST(scanned("\"a\r\nb\",c\nd") == "[1:a\r\nb|c][3:d]");
    BOOST_TEST(scanned("\"\"\"\"") == "[1:\"]");
    BOOST_TEST(scanned(" \"a\" ,\t\"b,c\"  \n") == "[1:a|b,c]");
    BOOST_TEST(scanned("\t\"a\"\t", {.separator = '\t'}) == "[1:|a|]");
    BOOST_TEST(scanned("a\"b") == "[1:a\"b]");  // inside a field a quote is a character
}

BOOST_AUTO_TEST_CASE(other_separators_and_marks) {
    BOOST_TEST(scanned("a;b,c", {.separator = ';'}) == "[1:a|b,c]");
    BOOST_TEST(scanned("\xEF\xBB\xBF"
                       "a,b") == "[1:a|b]");
}

BOOST_AUTO_TEST_CASE(broken_quotes) {
    BOOST_TEST(refusal("a,b\nc,\"d") == "text: line 2, column 2: the quote is not closed");
    BOOST_TEST(refusal("\"") == "text: line 1, column 1: the quote is not closed");
    BOOST_TEST(refusal("\"\"\"") == "text: line 1, column 1: the quote is not closed");
    BOOST_TEST(refusal("\"a\" x,b") == "text: line 1, column 1: text follows the closing quote");
    BOOST_TEST(refusal("\"a\"x,b") == "text: line 1, column 1: text follows the closing quote");
}

BOOST_AUTO_TEST_CASE(lone_carriage_returns) {
    const std::string expected =
        "text: line 1, column 2: a carriage return (CR) without a line feed (LF)";
    BOOST_TEST(refusal("1,2\r3,4\r") == expected);
    BOOST_TEST(refusal("1,2\r\r\n") == expected);
    BOOST_TEST(scanned("\"a\rb\"") == "[1:a\rb]");  // in quotes it is a character
}

BOOST_AUTO_TEST_CASE(nul_characters) {
    BOOST_TEST(refusal("a,b\nc\0,d"sv) ==
               "text: line 2 (byte 5): a NUL character; the text must be ASCII or UTF-8");
    BOOST_TEST(refusal("\xFF\xFE"
                       "1\0"sv)
                   .ends_with("the text must be ASCII or UTF-8"));
}

BOOST_AUTO_TEST_CASE(length_of_fields_is_bounded) {
    const csv_options options{.longest_field = 3};
    BOOST_TEST(scanned("abc,\"abc\",\"\"\"\"\"\"\"\"", options) == "[1:abc|abc|\"\"\"]");
    const std::string expected = "text: line 1, column 2: the field is longer than 3 characters";
    BOOST_TEST(refusal("a,abcd", options) == expected);
    BOOST_TEST(refusal("a,\"abcd\"", options) == expected);
    BOOST_TEST(refusal("a,\"abcd", options) == expected);
}

BOOST_AUTO_TEST_CASE(number_of_columns_is_bounded) {
    BOOST_TEST(scanned("a,b,c", {.most_columns = 3}) == "[1:a|b|c]");
    BOOST_TEST(refusal("a,b,c,d", {.most_columns = 3}) ==
               "text: line 1, column 4: there are more than 3 columns");
    BOOST_TEST(refusal(std::string(1000000, ',')) ==
               "text: line 1, column 100001: there are more than 100000 columns");
}

BOOST_AUTO_TEST_CASE(random_fields_come_back) {
    std::mt19937 engine(4);
    for (int round = 0; round < 1000; ++round) {
        std::vector<std::string> written(1 + engine() % 5), read;
        std::string text;
        for (auto& field : written) {
            text += text.empty() ? "\"" : ",\"";
            for (std::size_t length = engine() % 6; length-- > 0;) {
                field += "a1,\"\r\n ;"[engine() % 8];
                text += field.back() == '"' ? "\"\"" : std::string(1, field.back());
            }
            text += '"';
        }
        csv_scanner scanner(text, "text", {});
        BOOST_TEST(scanner.next(read));
        BOOST_TEST(read == written, boost::test_tools::per_element());
        BOOST_TEST(!scanner.next(read));
    }
}
