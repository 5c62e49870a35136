#include <clocale>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>

#include <boost/test/unit_test.hpp>
#include <ctgrad/io/number.hpp>

using ctgrad::io::number_fault;
using ctgrad::io::parse_number;

namespace {

double value(std::string_view text) {
    const auto [value, fault] = parse_number(text);
    BOOST_TEST((fault == number_fault::none), text << " is not seen as a number");
    return value;
}

bool is(number_fault fault, std::string_view text) { return parse_number(text).fault == fault; }

}  // namespace

BOOST_AUTO_TEST_CASE(numbers) {
    BOOST_TEST(value("0") == 0);
    BOOST_TEST(value("-12") == -12);
    BOOST_TEST(value("+12") == 12);
    BOOST_TEST(value("1.5e3") == 1500);
    BOOST_TEST(value("2E-2") == 0.02);
    BOOST_TEST(value(".5") == 0.5);
    BOOST_TEST(value("5.") == 5);
    BOOST_TEST(value("007") == 7);
    BOOST_TEST(value(" \t0.1 \t") == 0.1);
    BOOST_TEST(std::signbit(value("-0")));
    BOOST_TEST(value("0e-999") == 0);
}

BOOST_AUTO_TEST_CASE(rounding_is_correct) {
    BOOST_TEST(value("0.1000000000000000055511151231257827") == 0.1);
    BOOST_TEST(value("9007199254740993") == 9007199254740992.0);
    BOOST_TEST(value("1.7976931348623157e308") == std::numeric_limits<double>::max());
    BOOST_TEST(value("4.9e-324") == std::numeric_limits<double>::denorm_min());
    BOOST_TEST(value('1' + std::string(300, '0')) == 1e300);
}

BOOST_AUTO_TEST_CASE(missing) {
    for (const char* text : {"", " ", " \t "}) { BOOST_TEST(is(number_fault::missing, text)); }
}

BOOST_AUTO_TEST_CASE(malformed) {
    for (const char* text :
         {"x",    "1x",  "1 2",   "--1",   "+-1", "++1", "+",    "-",     ".",     "e5", "1e",
          "0x10", "1,5", "1_000", "12abc", "NA",  "?",   "null", "1.2.3", "\"1\"", "1\n"}) {
        BOOST_TEST(is(number_fault::malformed, text), text << " is not malformed");
    }
}

BOOST_AUTO_TEST_CASE(out_of_range) {
    const std::string long_number(400, '9');
    for (const std::string_view text : {"1e309", "-1e999", "1e-400", "-1e-999999999999",
                                        "1e99999999999999999999", long_number.c_str()}) {
        BOOST_TEST(is(number_fault::out_of_range, text), text << " is not out of range");
    }
}

BOOST_AUTO_TEST_CASE(not_finite_keeps_its_value) {
    for (const char* text : {"nan", "NaN", "-nan", "inf", "+inf", "-INF", "Infinity"}) {
        BOOST_TEST(is(number_fault::not_finite, text), text << " is seen as finite");
    }
    BOOST_TEST(std::isnan(parse_number("nan").value));
    BOOST_TEST(parse_number("-inf").value == -std::numeric_limits<double>::infinity());
}

BOOST_AUTO_TEST_CASE(locale_does_not_matter) {
    using ctgrad::io::detail::read_by_strtod;
    for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "German"}) {
        if (std::setlocale(LC_ALL, name) != nullptr) { break; }  // else this says little
    }
    BOOST_TEST(value("1.5") == 1.5);
    BOOST_TEST(is(number_fault::malformed, "1,5"));
    BOOST_TEST(read_by_strtod("-1.5").value == -1.5);
    BOOST_TEST(read_by_strtod("1,5").end == nullptr);
    std::setlocale(LC_ALL, "C");
}

BOOST_AUTO_TEST_CASE(a_library_without_from_chars_reads_the_same) {
    using ctgrad::io::detail::read_by_strtod;
    for (const std::string_view text :
         {"0", "-12", "1.5e3", "2E-2", ".5", "5.", "007", "-0", "0e-999", "9007199254740993",
          "0.1000000000000000055511151231257827", "1.7976931348623157e308", "4.9e-324", "1e309",
          "-1e999", "1e-400", "inf", "-INF", "Infinity"}) {
        const auto [value, end] = read_by_strtod(text);
        BOOST_TEST((end == text.data() + text.size()), text << " is not read to its end");
        const auto same = ctgrad::io::detail::read_number(text);
        const bool out = is(number_fault::out_of_range, text);
        BOOST_TEST((out || value == same.value), text << " is another number");
        BOOST_TEST((!out || value == 0 || std::isinf(value)), text << " is in range");
    }
    BOOST_TEST(std::isnan(read_by_strtod("nan").value));
    for (const std::string_view text :
         {"x", "1x", "1 2", "--1", "-+1", "+1", " 1", "-", ".", "e5", "1e", "0x10", "-0X1", "1,5",
          "1_000", "\n1", "1\n", "", "- 1"})
        BOOST_TEST((read_by_strtod(text).end == nullptr), text << " is read");
    BOOST_TEST((read_by_strtod({"1\0", 2}).end == nullptr));
}
