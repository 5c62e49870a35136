#include <ctgrad/eval/point_run.hpp>

#include <cfenv>
#include <span>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto v = vector<"v", 2>;
constexpr auto f = x * sum(v);
constexpr const auto& code = program<detail::value_pass<decltype(f)::id>>;

constexpr struct {
    bool at[3];
} one_varies{code.inputs[0].id == x.id, code.inputs[1].id == x.id, false};

}  // namespace

static_assert(detail::input_starts<code>().at[2] == 3, "entries of x and v");
static_assert(detail::output_starts<code>().at[1] == 1, "one entry of the value");

// Entries that all points share are read once, wherever the points lie.
BOOST_AUTO_TEST_CASE(points_in_place_and_copied) {
    using runner = detail::point_runner<code, one_varies, double>;
    constexpr int k = one_varies.at[0] ? 0 : 1;
    for (const std::size_t stride : {1u, 3u})
        for (const std::size_t n : {1u, 2u, 3u, 5u, 8u, 9u, 15u, 16u, 70u}) {
            std::vector<double> xs(n * stride), found(n * stride, -1.0);
            for (std::size_t i = 0; i < xs.size(); ++i) xs[i] = static_cast<double>(i);
            const double shared[] = {2, 0.5};
            detail::point_rows<const double> values[2]{};
            values[k] = {xs.data(), stride};
            values[1 - k] = {shared, 0};
            const detail::point_rows<double> results[] = {{found.data(), stride}};
            runner::run(values, results, n);
            for (std::size_t i = 0; i < xs.size(); ++i)
                BOOST_TEST(found[i] == (i % stride == 0 ? 2.5 * xs[i] : -1.0));
        }
}

// A register that is not full repeats the last point: zeros behind it would divide by 0.
BOOST_AUTO_TEST_CASE(nothing_is_computed_at_other_points) {
    constexpr auto inverse = 1_c / x;
    for (const std::size_t n : {1u, 3u, 11u}) {
        const std::vector<double> xs(n, 4.0);
        std::vector<double> found(n);
        std::feclearexcept(FE_ALL_EXCEPT);
        over_points(inverse)(std::span(found), x = rows(std::span(xs)));
        BOOST_TEST(std::fetestexcept(FE_DIVBYZERO | FE_INVALID) == 0);
        BOOST_TEST((found == std::vector<double>(n, 0.25)));
    }
}
