#include <ctgrad/show/cpp_functions.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad::detail;

static_assert(is_cpp_word("class") && is_cpp_word("M_PI") && is_cpp_word("HUGE_VAL"), "taken");
static_assert(!is_cpp_word("clas") && !is_cpp_word("M_PI_") && !is_cpp_word("W_x"), "free");

BOOST_AUTO_TEST_CASE(every_function_is_called_as_it_is_defined) {
    for (const cpp_function& f : cpp_functions)
        BOOST_TEST(f.text.find(" " + std::string(f.call)) != std::string_view::npos);
}
