#include <string>

#include <boost/test/unit_test.hpp>
#include <ctgrad/io/data_error.hpp>

using ctgrad::io::data_error;
using ctgrad::io::excerpt;

BOOST_AUTO_TEST_CASE(message_is_one_sentence) {
    const data_error error("train-labels", "label 12 at item 345 (byte 353)",
                           "labels must lie in 0..9");
    BOOST_TEST(error.what() ==
               "train-labels: label 12 at item 345 (byte 353): labels must lie in 0..9");
}

BOOST_AUTO_TEST_CASE(is_a_runtime_error) {
    BOOST_CHECK_THROW(throw data_error("file", "place", "reason"), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(excerpts_are_short_and_printable) {
    BOOST_TEST(excerpt("") == "\"\"");
    BOOST_TEST(excerpt("4.5 kg~") == "\"4.5 kg~\"");
    BOOST_TEST(excerpt("\x1b[2J\r\n") == "\"\\x1B[2J\\x0D\\x0A\"");
    BOOST_TEST(excerpt("\xC3\xA4\x7F") == "\"\\xC3\\xA4\\x7F\"");
    BOOST_TEST(excerpt(std::string(40, 'x')) == '"' + std::string(40, 'x') + '"');
    BOOST_TEST(excerpt(std::string(41, 'x')) == '"' + std::string(40, 'x') + "...\"");
}
