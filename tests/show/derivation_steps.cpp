#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/derivation_steps.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;

template <int Levels, class E> constexpr auto nested(E e) {
    if constexpr (Levels == 0) return e;
    else return nested<Levels - 1>(e * e + sin(e));
}

}  // namespace

BOOST_AUTO_TEST_CASE(fields_are_taken_apart) {
    constexpr std::string_view fields = "first\x1fresult\x1fg1 = x\n\x1erule\x1flaw\x1f"
                                        "a\x1f"
                                        "b\x1f"
                                        "c\x1f\x1e";
    constexpr detail::written_derivation<detail::steps_in(fields)> all(fields);
    BOOST_TEST(all.first == "first");
    BOOST_TEST(all.result == "result");
    BOOST_TEST(all.with == "g1 = x\n");
    BOOST_TEST(all.steps.size() == 1u);
    BOOST_TEST(all.steps[0].rule == "rule");
    BOOST_TEST(all.steps[0].law == "law");
    BOOST_TEST(all.steps[0].before == "a");
    BOOST_TEST(all.steps[0].after == "b");
    BOOST_TEST(all.steps[0].line == "c");
    BOOST_TEST(all.steps[0].with == "");
}

BOOST_AUTO_TEST_CASE(the_text_grows_with_the_steps) {
    const auto size = [](auto e) {
        return detail::fields_of<written_as::text, decltype(e), decltype(x)>.size();
    };
    const std::size_t twelve = size(nested<12>(x)), twenty_four = size(nested<24>(x));
    BOOST_TEST(twenty_four < 2 * twelve + 600);
}
