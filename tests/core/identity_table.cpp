#include <ctgrad/core/identity_table.hpp>

#include <boost/test/unit_test.hpp>

namespace {

using ctgrad::detail::identity_table;
using ctgrad::identity;

constexpr identity_table<3> three() {
    identity_table<3> table;
    table.put(5, 0);
    table.put(5 + identity_table<3>::slots, 1);  // of one hash
    table.put(0, 2);
    return table;
}

static_assert(three().find(5) == 0 && three().find(5 + identity_table<3>::slots) == 1);
static_assert(three().find(0) == 2, "0 is an identity like any other");
static_assert(three().find(6) == -1 && three().find(5 + 2 * identity_table<3>::slots) == -1);
static_assert(identity_table<0>{}.find(0) == -1, "of nothing");

}  // namespace

BOOST_AUTO_TEST_SUITE(an_identity_table)

BOOST_AUTO_TEST_CASE(finds_the_places_of_hundreds) {
    identity_table<500> table;
    for (int i = 0; i < 500; ++i)
        BOOST_TEST(table.put(ctgrad::mix(1, static_cast<identity>(i)), i) == -1);
    for (int i = 0; i < 500; ++i)
        BOOST_TEST(table.find(ctgrad::mix(1, static_cast<identity>(i))) == i);
    BOOST_TEST(table.find(ctgrad::mix(2, 0)) == -1);
}

BOOST_AUTO_TEST_CASE(says_where_what_comes_again_was) {
    identity_table<2> table;
    BOOST_TEST(table.put(7, 0) == -1);
    BOOST_TEST(table.put(7, 1) == 0);
    BOOST_TEST(table.find(7) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
