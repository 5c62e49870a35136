#include <ctgrad/kernel/math/accuracy.hpp>

#include <type_traits>

#include <boost/test/unit_test.hpp>

using namespace ctgrad::kernel;

BOOST_AUTO_TEST_CASE(a_function_without_a_fast_form_is_accurate) {
    static_assert(std::is_convertible_v<fast, accurate>);
    static_assert(!std::is_convertible_v<accurate, fast>, "never the other way round");
    const auto found = [](accurate) { return true; };
    BOOST_TEST(found(fast()));
}
