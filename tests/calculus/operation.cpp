#include <ctgrad/calculus/operation.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/calculus/operations.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(one_descriptor_for_each_struct) {
    static_assert(descriptor<operations::sin>.name == "sin");
    static_assert(descriptor<operations::sin>.key == hash("sin"));
    static_assert(&descriptor<operations::sin> != &descriptor<operations::cos>);
}

BOOST_AUTO_TEST_CASE(brackets_go_from_loose_to_tight) {
    static_assert(precedence::comparison < precedence::sum);
    static_assert(precedence::sum < precedence::product);
    static_assert(precedence::product < precedence::prefix);
    static_assert(precedence::prefix < precedence::call);
}
