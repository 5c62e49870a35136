#include <ctgrad/show/markup.hpp>

#include <boost/test/unit_test.hpp>

using ctgrad::detail::entity_of;

BOOST_AUTO_TEST_CASE(signs_of_the_language_and_others) {
    static_assert(entity_of('<') == "&lt;" && entity_of('>') == "&gt;");
    static_assert(entity_of('&') == "&amp;" && entity_of('"') == "&quot;");
    static_assert(entity_of('a').empty() && entity_of(';').empty() && entity_of('\0').empty());
    BOOST_TEST(entity_of('<').size() == 4u);
}
