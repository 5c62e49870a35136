#include <ctgrad/core/registry.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

struct seven {
    static constexpr int value = 7;
};
struct eight {
    static constexpr int value = 8;
};

}  // namespace

BOOST_AUTO_TEST_CASE(found_under_its_identity) {
    static_assert(detail::is_defined<1007, seven{}>);
    static_assert(detail::is_defined<1008, eight{}>);
    static_assert(detail::definition<1007>.value == 7);
    static_assert(detail::definition<1008>.value == 8);
}

BOOST_AUTO_TEST_CASE(defined_again_is_no_change) {
    static_assert(detail::is_defined<1007, seven{}>);
    static_assert(detail::definition<1007>.value == 7);
}
