#include <ctgrad/ctgrad.hpp>
#include <ctgrad/eval/binding.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto W = matrix<"W", 2, 3>;

}  // namespace

#include <array>
#include <span>
#include <vector>

BOOST_AUTO_TEST_CASE(a_matrix_is_bound_in_every_form) {
    const std::array<std::array<double, 3>, 2> nested{{{1, 2, 3}, {4, 5, 6}}};
    const std::array<double, 6> flat{1, 2, 3, 4, 5, 6};
    const double array[2][3] = {{1, 2, 3}, {4, 5, 6}};
    const tensor<double, 2, 3> owning{1, 2, 3, 4, 5, 6};
    const std::vector<double> range(flat.begin(), flat.end());
    const std::span<const double, 6> view(flat);
    constexpr auto entry = element<1, 2>(W);
    BOOST_TEST(entry(W = nested) == 6);
    BOOST_TEST(entry(W = flat) == 6);
    BOOST_TEST(entry(W = array) == 6);
    BOOST_TEST(entry(W = owning) == 6);
    BOOST_TEST(entry(W = range) == 6);
    BOOST_TEST(entry(W = view) == 6);
    BOOST_TEST(entry(W = {{1., 2., 3.}, {4., 5., 6.}}) == 6);
}

BOOST_AUTO_TEST_CASE(numbers_of_another_type_are_converted) {
    const std::array<int, 3> whole{1, 2, 3};
    const std::array<float, 3> single{0.5F, 1, 2};
    BOOST_TEST(dot(v, v)(v = whole) == 14.0);
    BOOST_TEST((x * sum(v))(v = single, x = 2.0) == 7.0);
}

BOOST_AUTO_TEST_CASE(a_number_outlives_its_expression) {
    const auto one = (x = 1.5);
    const auto two = (y = 2);
    BOOST_TEST((x * y)(two, one) == 3.0);
}

BOOST_AUTO_TEST_CASE(a_range_of_the_wrong_size_is_named) {
    const std::vector<double> short_range{1, 2};
    BOOST_CHECK_EXCEPTION(sum(v)(v = short_range), std::length_error, [](const auto& error) {
        return std::string_view(error.what()) == "v = value: v takes 3 numbers, the value has 2";
    });
}
