#include <stdexcept>
#include <string_view>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>
#include <ctgrad/io/csv_options.hpp>

using ctgrad::io::check;
using ctgrad::io::csv_options;

BOOST_AUTO_TEST_CASE(usual_separators) {
    for (const char separator : {',', ';', '\t', ' ', '|', ':'}) {
        BOOST_CHECK_NO_THROW(check(csv_options{.separator = separator}));
    }
}

BOOST_AUTO_TEST_CASE(ambiguous_separators) {
    using namespace std::string_view_literals;
    for (const char separator : "07.+-eEnNaAiIfFtTyY\"\r\n\0"sv) {
        BOOST_CHECK_THROW(check(csv_options{.separator = separator}), std::invalid_argument);
    }
    BOOST_TEST(ctgrad_test::message_of<std::invalid_argument>(
                   [] { check(csv_options{.separator = '\n'}); }) ==
               "csv_options: the separator \"\\x0A\" may occur in numbers, quotes or line ends");
}

BOOST_AUTO_TEST_CASE(ambiguous_signs) {
    const auto refusal = [](const csv_options& options) {
        return ctgrad_test::message_of<std::invalid_argument>([&] { check(options); });
    };
    BOOST_TEST(refusal({.decimal = ','}) ==
               "csv_options: the decimal sign \",\" is the separator as well");
    BOOST_TEST(refusal({.decimal = ':'}) ==
               "csv_options: the decimal sign \":\" is neither '.' nor ','");
    BOOST_TEST(refusal({.comment = ','}) == "csv_options: the sign of comments \",\" may occur in "
                                            "numbers, quotes or line ends, or is the separator");
    BOOST_CHECK_NO_THROW(check(csv_options{.separator = ';', .decimal = ',', .comment = '#'}));
}
