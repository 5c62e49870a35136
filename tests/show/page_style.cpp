#include <ctgrad/show/page_style.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(all_media) {
    for (const std::string_view rule : {"prefers-color-scheme:dark", "max-width:900px", "print"})
        BOOST_TEST(detail::page_style.find(rule) != std::string_view::npos);
    BOOST_TEST(detail::page_script.find("</script") == std::string_view::npos);
}
