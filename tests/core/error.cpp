#include <ctgrad/core/error.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(short_sentences_stay_whole) {
    static_assert(detail::piece_end("short", 0) == 5);
    static_assert(detail::piece_end("", 0) == 0);
}

BOOST_AUTO_TEST_CASE(pieces_cover_the_sentence) {
    constexpr std::string_view text =
        "a sentence that is longer than what one label of clang shows, written in words of a "
        "language_in_which_words_are_joined_to_be_longer_than_any_label and then goes on";
    int from = 0, pieces = 0;
    while (from < static_cast<int>(text.size())) {
        const int end = detail::piece_end(text, from);
        BOOST_REQUIRE(end > from);
        BOOST_TEST(end - from <= CTGRAD_PRINTED_CHARACTERS);
        from = end;
        ++pieces;
    }
    BOOST_TEST(from == static_cast<int>(text.size()));
    BOOST_TEST(detail::piece_end(text, from) == from);
    BOOST_TEST(pieces >= 1);
}
