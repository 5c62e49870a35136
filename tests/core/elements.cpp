#include <ctgrad/core/elements.hpp>

#include <string>

#include <boost/test/unit_test.hpp>
#include <ctgrad/core/rational.hpp>

namespace {

using ctgrad::detail::copy_elements;
using ctgrad::detail::fill_elements;

/// Five elements, of which so many from the second one on are 7.
template <class T> constexpr bool fills(int count, T none, T seven) {
    T to[5]{none, none, none, none, none};
    fill_elements(to + 1, count, seven);
    for (int i = 0; i < 5; ++i)
        if (!(to[i] == (i >= 1 && i <= count ? seven : none))) return false;
    return true;
}

constexpr bool copies(int count) {
    const int from[]{1, 2, 3, 4};
    int to[]{-1, -1, -1, -1};
    copy_elements(to, from, count);
    for (int i = 0; i < 4; ++i)
        if (to[i] != (i < count ? from[i] : -1)) return false;
    return true;
}

static_assert(copies(0) && copies(1) && copies(4), "as many as asked for");
static_assert(fills(0, 0, 7) && fills(1, 0, 7) && fills(2, 0, 7) && fills(3, 0, 7) &&
                  fills(4, 0, 7),
              "no more and no less than asked for");
static_assert(fills(3, ctgrad::rational(1, 2), ctgrad::rational(7)), "structs, too");

}  // namespace

BOOST_AUTO_TEST_SUITE(elements)

BOOST_AUTO_TEST_CASE(are_copied_and_filled_at_run_time_too) {
    BOOST_TEST((copies(0) && copies(3) && copies(4)));
    for (int count = 0; count < 5; ++count) BOOST_TEST(fills(count, 0.0, 7.0));
}

BOOST_AUTO_TEST_CASE(of_types_that_manage_memory_are_assigned_one_by_one) {
    const std::string from[]{"one, and it is too long for a short string", "two"};
    std::string to[3];
    copy_elements(to, from, 2);
    fill_elements(to + 2, 1, from[0]);
    BOOST_TEST((to[0] == from[0] && to[1] == from[1] && to[2] == from[0]));
}

BOOST_AUTO_TEST_SUITE_END()
