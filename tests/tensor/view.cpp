#include <ctgrad/tensor/view.hpp>

#include <type_traits>

#include <boost/test/unit_test.hpp>

using ctgrad::tensor_view;

BOOST_AUTO_TEST_CASE(vector_in_place) {
    double numbers[] = {1, 2, 3, 4};
    const tensor_view<double, 3> v{numbers + 1};
    static_assert(v.rank == 1 && v.rows() == 3 && v.size() == 3);
    BOOST_TEST(v[0] == 2);
    v[2] = 7;
    BOOST_TEST(numbers[3] == 7);
}

BOOST_AUTO_TEST_CASE(matrix_in_place) {
    int numbers[] = {1, 2, 3, 4, 5, 6};
    const tensor_view<int, 3, 2> m{numbers};
    static_assert(m.rank == 2 && m.rows() == 3 && m.columns() == 2 && m.size() == 6);
    BOOST_TEST(m(2, 1) == 6);
    m(0, 1) = 9;
    BOOST_TEST(numbers[1] == 9);
    BOOST_TEST((m.end() - m.begin()) == 6);
}

BOOST_AUTO_TEST_CASE(copies_see_the_same_numbers) {
    float numbers[] = {1, 2};
    const tensor_view<float, 2> first{numbers};
    const auto second = first;
    second[0] = 5;
    BOOST_TEST(first[0] == 5);
}

BOOST_AUTO_TEST_CASE(numbers_may_be_constant) {
    constexpr static int numbers[] = {1, 2};
    constexpr tensor_view<const int, 2> v{numbers};
    static_assert(v[1] == 2);
    static_assert(std::is_same_v<decltype(v[0]), const int&>);
}
