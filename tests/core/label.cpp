#include <ctgrad/core/label.hpp>

#include <type_traits>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

template <core::label Text> constexpr std::string_view shown = Text.view();
template <core::label Text> struct carries {};

}  // namespace

BOOST_AUTO_TEST_CASE(is_a_template_argument) {
    static_assert(shown<"sin(x)"> == "sin(x)");
    static_assert(shown<""> == "");
    static_assert(std::is_same_v<carries<"x">, carries<core::label<2>(std::string_view("x"))>>);
    static_assert(!std::is_same_v<carries<"x">, carries<"y">>);
}

BOOST_AUTO_TEST_CASE(ends_with_zero) {
    constexpr core::label<4> made(std::string_view("abcdef").substr(0, 3));
    static_assert(made.characters[3] == '\0');
    static_assert(made == core::label("abc"));
}
