#include <ctgrad/eval/parameters.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

namespace {

constexpr auto W = matrix<"W", 3, 5>;
constexpr auto b = vector<"b", 3>;
constexpr auto s = scalar<"s">;
constexpr auto variables = boost::hana::make_tuple(W, b, s);

template <class T> using values = parameters_for<T, decltype(variables)>;

bool at_line(const void* address) { return reinterpret_cast<std::uintptr_t>(address) % 64 == 0; }

}  // namespace

BOOST_AUTO_TEST_CASE(starts_as_zeros) {
    const values<float> p;
    BOOST_TEST(std::ranges::all_of(p.all(), [](float number) { return number == 0; }));
    BOOST_TEST(p.count() == 15u + 3u + 1u);
    BOOST_TEST(p.size() == 48u);  // three cache lines of 16 numbers
    BOOST_TEST(values<double>::size() == 16u + 8u + 8u);
}

BOOST_AUTO_TEST_CASE(every_variable_starts_at_a_line) {
    values<double> p;
    BOOST_TEST(at_line(p[W].data()));
    BOOST_TEST(at_line(p[b].data()));
    BOOST_TEST(at_line(p[s].data()));
    BOOST_TEST(p[W].data() == p.data());
}

BOOST_AUTO_TEST_CASE(typed_views) {
    values<double> p;
    p[W](2, 4) = 7;
    p[b][1] = 8;
    p[s][0] = 9;
    BOOST_TEST(p.data()[14] == 7);
    const values<double>& constant = p;
    BOOST_TEST(constant[W](2, 4) == 7);
    BOOST_TEST(constant[b][1] == 8);
    BOOST_TEST(constant[s][0] == 9);
    static_assert(std::is_same_v<decltype(constant[b][0]), const double&>);
}

BOOST_AUTO_TEST_CASE(copies_are_independent) {
    values<float> p;
    p[b][0] = 1;
    values<float> q = p;
    q[b][0] = 2;
    BOOST_TEST(p[b][0] == 1);
    BOOST_TEST(at_line(q.data()));
}

BOOST_AUTO_TEST_CASE(other_number_type) {
    values<float> p;
    float number = 0;
    for (float& w : p[W]) w = number += 0.5f;
    p[s][0] = -3;
    const values<double> q = p.to<double>();
    BOOST_TEST(q[W](2, 4) == 7.5);
    BOOST_TEST(q[s][0] == -3);
    const auto r = q.to<long double>();
    BOOST_TEST(r[W](0, 1) == 1.0L);
}

BOOST_AUTO_TEST_CASE(views_bind_to_variables) {
    values<double> p;
    p[W](0, 0) = 2;
    p[b][0] = 5;
    p[s][0] = 3;
    constexpr auto v = vector<"v", 5>;
    const std::array<double, 5> one{1, 1, 1, 1, 1};
    BOOST_TEST((s * (W * v + b))(W = p[W], b = p[b], s = p[s], v = one)[0] == 21);
}
