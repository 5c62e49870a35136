#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>
#include <ctgrad/io/csv.hpp>

using ctgrad::io::csv_header;
using ctgrad::io::csv_options;
using ctgrad::io::read_csv;
using ctgrad::io::read_csv_file;
using ctgrad::io::table;
using ctgrad_test::message_of;

namespace {

void check(const table& numbers, std::size_t rows, std::size_t columns,
           const std::vector<double>& values) {
    BOOST_TEST(numbers.rows == rows);
    BOOST_TEST(numbers.columns == columns);
    BOOST_TEST(numbers.values == values, boost::test_tools::per_element());
}

std::string refusal(std::string_view text, const csv_options& options = {}) {
    return message_of([&] { read_csv(text, "a.csv", options); });
}

/// Two of the 8 x 8 digits of UCI Optical Recognition of Handwritten Digits
/// (Alpaydin, Kaynak; CC BY 4.0).
constexpr std::string_view digits =
    "0,0,5,13,9,1,0,0,0,0,13,15,10,15,5,0,0,3,15,2,0,11,8,0,0,4,12,0,0,8,8,0,"
    "0,5,8,0,0,9,8,0,0,4,11,0,1,12,7,0,0,2,14,5,10,12,0,0,0,0,6,13,10,0,0,0,0\n"
    "0,0,0,12,13,5,0,0,0,0,0,11,16,9,0,0,0,0,3,15,16,6,0,0,0,7,15,16,16,2,0,0,"
    "0,0,1,16,16,3,0,0,0,0,1,16,16,6,0,0,0,0,1,16,16,6,0,0,0,0,0,11,16,10,0,0,1\n";

}  // namespace

BOOST_AUTO_TEST_CASE(numbers_only) {
    check(read_csv("1,2\n3,4.5\n", "a.csv"), 2, 2, {1, 2, 3, 4.5});
    check(read_csv("1,2\r\n\r\n3 , -4e2", "a.csv"), 2, 2, {1, 2, 3, -400});
    check(read_csv("7", "a.csv"), 1, 1, {7});
    BOOST_TEST(read_csv("7", "a.csv").names.empty());
    BOOST_TEST(read_csv("7", "a.csv").source == "a.csv");
}

BOOST_AUTO_TEST_CASE(quotes_and_separators) {
    check(read_csv("\"1\";\" 2.5 \"\n", "a.csv", {.separator = ';'}), 1, 2, {1, 2.5});
    check(read_csv("1\t2\n", "a.csv", {.separator = '\t'}), 1, 2, {1, 2});
}

BOOST_AUTO_TEST_CASE(header_is_found) {
    const auto numbers = read_csv("\"YEAR\",\"SUN, ACTIVITY\"\n1700,5\n1701,11\n", "a.csv");
    check(numbers, 2, 2, {1700, 5, 1701, 11});
    BOOST_TEST(numbers.names[0] == "YEAR");
    BOOST_TEST(numbers.names[1] == "SUN, ACTIVITY");
    check(read_csv(",b\n1,2\n", "a.csv"), 1, 2, {1, 2});  // an index column without a name
}

BOOST_AUTO_TEST_CASE(header_on_request) {
    const auto numbers = read_csv("2019,2020\n1,2\n", "a.csv", {.header = csv_header::present});
    check(numbers, 1, 2, {1, 2});
    BOOST_TEST(numbers.names[1] == "2020");
    BOOST_TEST(refusal("a,b\n1,2\n", {.header = csv_header::absent}) ==
               "a.csv: row 1 (line 1), column 1: \"a\" is not a number");
}

BOOST_AUTO_TEST_CASE(misprint_in_the_first_row_is_no_header) {
    BOOST_TEST(refusal("1,2,x\n4,5,6\n") ==
               "a.csv: row 1 (line 1), column 3: \"x\" is not a number");
    BOOST_TEST(refusal("nan,x\n1,2\n") == "a.csv: row 1 (line 1), column 1: \"nan\" is not finite");
}

BOOST_AUTO_TEST_CASE(missing_values) {
    BOOST_TEST(refusal("1,2\n\n3,\n") == "a.csv: row 2 (line 3), column 2: the value is missing");
    BOOST_TEST(refusal("x,y\n , 2\n") ==
               "a.csv: row 1 (line 2), column 1 (\"x\"): the value is missing");
    BOOST_TEST(refusal("1,\"\"\n") == "a.csv: row 1 (line 1), column 2: the value is missing");
    check(read_csv("1,2\n,\"\"\n", "a.csv", {.missing = -1}), 2, 2, {1, 2, -1, -1});
    BOOST_TEST(std::isnan(read_csv(",2\n", "a.csv", {.missing = std::nan("")}).values[0]));
}

BOOST_AUTO_TEST_CASE(words_for_missing_values) {
    BOOST_TEST(refusal("1,NA\n") == "a.csv: row 1 (line 1), column 2: the value is missing");
    check(read_csv("1,NA\n ? ,\"null\"\nnan,N/A\n", "a.csv", {.missing = 9}), 3, 2,
          {1, 9, 9, 9, 9, 9});
    check(read_csv("-,1\n", "a.csv", {.missing = 0, .missing_words = {"-"}}), 1, 2, {0, 1});
    check(read_csv("NA,?\n1,2\n", "a.csv", {.missing = 0}), 2, 2, {0, 0, 1, 2});  // no header
    BOOST_TEST(refusal("inf,1\n", {.missing = 0}) ==
               "a.csv: row 1 (line 1), column 1: \"inf\" is not finite");
}

BOOST_AUTO_TEST_CASE(decimal_commas) {
    const csv_options german{.separator = ';', .decimal = ','};
    check(read_csv("x;y\n1,5;-2,25e1\n3;\"0,5\"\n", "a.csv", german), 2, 2, {1.5, -22.5, 3, 0.5});
    BOOST_TEST(refusal("1.234,5;2\n", german) ==
               "a.csv: row 1 (line 1), column 1: \"1.234,5\" is not a number");
    BOOST_TEST(refusal("1,2,3;2\n", german) ==
               "a.csv: row 1 (line 1), column 1: \"1,2,3\" is not a number");
}

BOOST_AUTO_TEST_CASE(columns_comments_and_lines_in_front) {
    const std::string text =
        "measured at \"noon\n# a comment, with 1\n  1   2.5 \n\n 3 4\n#5 6\n7 8";
    check(read_csv(text, "a.csv",
                   {.separator = ' ', .in_columns = true, .comment = '#', .skip_lines = 1}),
          3, 2, {1, 2.5, 3, 4, 7, 8});
    BOOST_TEST(refusal("x\n1\n", {.skip_lines = 9}) ==
               "a.csv: end of the text: there are no rows of numbers");
    BOOST_TEST(refusal("x\n# 1\n1,2\n", {.comment = '#'}) ==
               "a.csv: row 1 (line 3): expected 1 columns, found 2");
}

BOOST_AUTO_TEST_CASE(columns_of_text) {
    const std::string text = "size,kind,colour\n1,b, red\n2,a,\"red\"\n3,b,NA\n";
    const auto numbers = read_csv(text, "a.csv", {.missing = -1, .text_columns = true});
    check(numbers, 3, 3, {1, 1, 0, 2, 0, 0, 3, 1, -1});
    BOOST_TEST((numbers.categories[0].empty() && numbers.categories[1].size() == 2));
    BOOST_TEST((numbers.categories[1][0] == "a" && numbers.categories[2][0] == "red"));
    const auto chosen = select(numbers, {"size", "kind"});
    check(chosen, 3, 2, {1, 1, 2, 0, 3, 1});
    BOOST_TEST((labelled(chosen, 2).labels == std::vector<int>{1, 0, 1}));
    BOOST_TEST((chosen.categories[1] == numbers.categories[1] && chosen.names[1] == "kind"));
    BOOST_TEST(message_of([&] { select(numbers, {"weight"}); }) ==
               "a.csv: columns: there is none called \"weight\"");
    BOOST_TEST(message_of([] { std::ignore = read_csv("x,x\n1,2\n", "a.csv").column("x"); }) ==
               "a.csv: columns: two are called \"x\"");
    BOOST_TEST(refusal("1,a\nb,c\n", {.text_columns = true}) ==
               "a.csv: row 2 (line 2), column 1: \"b\" is not a number");
    BOOST_TEST(refusal("1,a\n2,\n", {.text_columns = true}) ==
               "a.csv: row 2 (line 2), column 2: the value is missing");
}

BOOST_AUTO_TEST_CASE(not_a_number) {
    BOOST_TEST(refusal("1\n2x\n") == "a.csv: row 2 (line 2), column 1: \"2x\" is not a number");
    BOOST_TEST(refusal("1\n\x1b[2J\n") ==
               "a.csv: row 2 (line 2), column 1: \"\\x1B[2J\" is not a number");
}

BOOST_AUTO_TEST_CASE(not_finite) {
    BOOST_TEST(refusal("1\ninf\n") == "a.csv: row 2 (line 2), column 1: \"inf\" is not finite");
    const auto numbers = read_csv("inf,-inf,NaN\n", "a.csv", {.allow_not_finite = true});
    BOOST_TEST(numbers.rows == 1u);
    BOOST_TEST(numbers.values[0] > 0);
    BOOST_TEST(std::isinf(numbers.values[1]));
    BOOST_TEST(std::isnan(numbers.values[2]));
    BOOST_TEST(refusal("1e999\n", {.allow_not_finite = true}) ==
               "a.csv: row 1 (line 1), column 1: \"1e999\" is outside the range of double");
}

BOOST_AUTO_TEST_CASE(ragged_rows) {
    BOOST_TEST(refusal("1,2\n3\n") == "a.csv: row 2 (line 2): expected 2 columns, found 1");
    BOOST_TEST(refusal("a,b\n\n1,2,3\n") == "a.csv: row 1 (line 3): expected 2 columns, found 3");
    BOOST_TEST(refusal("1,2\n3,4,\n") == "a.csv: row 2 (line 2): expected 2 columns, found 3");
}

BOOST_AUTO_TEST_CASE(no_rows) {
    for (const char* text : {"", "\n\n", "a,b\n", "\xEF\xBB\xBF"}) {
        BOOST_TEST(refusal(text) == "a.csv: end of the text: there are no rows of numbers");
    }
}

BOOST_AUTO_TEST_CASE(errors_of_the_scanner_carry_the_name) {
    BOOST_TEST(refusal("1,\"2") == "a.csv: line 1, column 2: the quote is not closed");
}

BOOST_AUTO_TEST_CASE(files) {
    const ctgrad_test::temporary_directory directory;
    const auto path = directory.write("a.csv", ctgrad_test::bytes_of("x,y\n1,2\n3,z\n"));
    BOOST_TEST(message_of([&] { read_csv_file(path); }) ==
               path.string() + ": row 2 (line 3), column 2 (\"y\"): \"z\" is not a number");
    check(read_csv_file(directory.write("b.csv", ctgrad_test::bytes_of("1,2\n"))), 1, 2, {1, 2});
    BOOST_TEST(message_of([&] { read_csv_file(path, {}, 5); }) ==
               path.string() + ": size: the file is larger than the limit of 5 bytes");
}

BOOST_AUTO_TEST_CASE(real_digits) {
    const auto data = labelled<float>(read_csv(digits, "digits.csv"), 10);
    BOOST_TEST(data.size() == 2u);
    BOOST_TEST(data.features == 64u);
    BOOST_TEST(data.labels[0] == 0);
    BOOST_TEST(data.labels[1] == 1);
    BOOST_TEST(data.row(0)[2] == 5.0f);
    BOOST_TEST(message_of([] { labelled(read_csv(digits, "digits.csv"), 1); }) ==
               "digits.csv: row 2, column 65: label 1 is not a whole number in 0..0");
}

BOOST_AUTO_TEST_CASE(every_double_comes_back) {
    std::mt19937_64 engine(5);
    std::string text;
    std::vector<double> written;
    while (written.size() < 3000) {
        const std::uint64_t bits = engine();
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        if (!std::isfinite(value)) { continue; }
        char digit[32];
        text.append(digit, std::to_chars(digit, digit + sizeof digit, value).ptr);
        written.push_back(value);
        text += written.size() % 3 == 0 ? '\n' : ',';
    }
    check(read_csv(text, "a.csv"), 1000, 3, written);
}

BOOST_AUTO_TEST_CASE(injured_text_never_harms) {
    const auto text = ctgrad_test::bytes_of("\"a\",b,c\r\n1,-2.5e-3,\"3\"\r\n\r\n4,nan, 6\n7,8,9");
    std::mt19937 engine(6);
    int accepted = 0;
    for (int i = 0; i < 5000; ++i) {
        const auto injured = ctgrad_test::injured(text, engine);
        accepted += ctgrad_test::accepted([&] {
            const auto numbers = read_csv(ctgrad::io::as_text(injured), "a.csv",
                                          {.missing = 0, .allow_not_finite = true});
            BOOST_TEST(numbers.values.size() == numbers.rows * numbers.columns);
            BOOST_TEST(numbers.values.size() <= injured.size() + 1);
            BOOST_TEST((numbers.names.empty() || numbers.names.size() == numbers.columns));
        });
    }
    BOOST_TEST(accepted > 100);  // else the injuries are too heavy to say much
}
