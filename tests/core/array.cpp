#include <ctgrad/core/array.hpp>

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include <boost/test/unit_test.hpp>

using ctgrad::core::array;

BOOST_AUTO_TEST_CASE(a_range) {
    array<int, 3> numbers{1, 2, 3};
    numbers[1] = 7;
    const array<int, 3> same = numbers;
    BOOST_TEST((same == numbers && same.size() == 3 && same.data() == same.begin()));
    BOOST_TEST(std::accumulate(same.begin(), same.end(), 0) == 11);
    BOOST_TEST((same.front() == 1 && same[1] == 7 && same.back() == 3));
    std::ranges::fill(numbers, 0);
    BOOST_TEST((numbers == array<int, 3>{} && numbers != same));
}

BOOST_AUTO_TEST_CASE(a_standard_array_where_one_is_wanted) {
    constexpr array<double, 2> numbers{1.5, 2.5};
    constexpr std::array<double, 2> standard = numbers;
    static_assert(standard[0] == 1.5 && standard[1] == 2.5);
    static_assert(!std::is_convertible_v<array<double, 2>, std::array<double, 3>>);
    static_assert(!std::is_convertible_v<array<double, 2>, std::array<float, 2>>);
    static_assert(!std::is_convertible_v<array<double, 2>, std::tuple<double, double>>);
}

BOOST_AUTO_TEST_CASE(its_parts_have_names) {
    const auto [first, second] = array<int, 2>{4, 5};
    BOOST_TEST((first == 4 && second == 5));
    auto [a, b] = array<int, 2>{first, second};
    array<int, 2> numbers{a, b};
    auto& [c, d] = numbers;
    c = d;
    const auto& [e, f] = numbers;
    BOOST_TEST((e == 5 && f == 5));
}
