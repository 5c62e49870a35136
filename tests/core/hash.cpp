#include <ctgrad/core/hash.hpp>

#include <set>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(same_on_every_machine) {
    static_assert(hash("") == 0);
    static_assert(hash("sin") == 0xC6C447CAA3115964u);
}

BOOST_AUTO_TEST_CASE(tells_apart) {
    static_assert(hash("ab") != hash("ba"));
    static_assert(hash("a") != hash(std::string_view("a\0", 2)));
    static_assert(mix(1, 2) != mix(2, 1));
    static_assert(mix(0, 0) != 0);
}

BOOST_AUTO_TEST_CASE(no_collision_among_neighbours) {
    std::set<identity> seen;
    for (identity a = 0; a < 200; ++a)
        for (identity b = 0; b < 200; ++b) seen.insert(mix(a, b));
    BOOST_TEST(seen.size() == 200u * 200u);
}
