#include <cmath>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/cpp.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
using namespace ctgrad::detail;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 2, 3>;

bool has_line(std::string_view program, std::string_view line) {
    return program.find(line) != std::string_view::npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(indices) {
    const auto written = [](index_sum index) {
        long_text out;
        write_index(out, index);
        return std::string(out.view());
    };
    BOOST_TEST(written(3 * loop_i + loop_j) == "3 * i + j");
    BOOST_TEST(written(loop_k + index_sum{2}) == "k + 2");
    BOOST_TEST(written({}) == "0");
}

BOOST_AUTO_TEST_CASE(matrices_are_read_in_place) {
    BOOST_TEST(has_line(cpp(transpose(A) * slice<1, 2>(v)), "sum += A[i + 3 * k] * v[k + 1];"));
    BOOST_TEST(has_line(cpp(element<1, 0>(A) * v), "result[i] = A[3] * v[i];"));
    BOOST_TEST(has_line(cpp(x / 3_c + pow(x, 1.5_c)), "1.0 / 3.0 * x + std::pow(x, 1.5)"));
    BOOST_TEST(has_line(cpp(square(sin(x))), "const double t1 = std::sin(x);"));
}

BOOST_AUTO_TEST_CASE(large_arrays_are_no_local_variables) {
    constexpr auto M = matrix<"M", 60, 60>;
    BOOST_TEST(has_line(cpp(exp(M * M)), "std::vector<double> t1_entries(3600);"));
}
