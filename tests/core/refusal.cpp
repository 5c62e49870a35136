#include <ctgrad/core/refusal.hpp>

#include <stdexcept>
#include <string>

#include <boost/test/unit_test.hpp>

using namespace ctgrad::core;

namespace {

template <class Error, class Call> std::string refused(Call call) {
    try {
        call();
    } catch (const Error& error) { return error.what(); }
    return "";
}

}  // namespace

BOOST_AUTO_TEST_CASE(texts_and_whole_numbers) {
    const std::string name = "weights";
    const std::size_t found = 18446744073709551615u / 2;
    BOOST_TEST(refused<std::invalid_argument>([&] {
                   throw_invalid_argument({name, " = value: not ", found, ", but ", -7});
               }) == "weights = value: not 9223372036854775807, but -7");
    BOOST_TEST(refused<std::length_error>([] {
                   throw_length_error({"x takes ", 3L, text_view(" numbers")});
               }) == "x takes 3 numbers");
    BOOST_TEST(refused<std::invalid_argument>([] { throw_invalid_argument({"no data"}); }) ==
               "no data");
}

BOOST_AUTO_TEST_CASE(what_is_too_long_ends_early) {
    const std::string name(1000, 'n');
    const std::string sentence =
        refused<std::invalid_argument>([&] { throw_invalid_argument({name, ": is long"}); });
    BOOST_TEST(sentence == name.substr(0, 399));
}
