#include <sstream>

#include <ctgrad/ctgrad.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto f = x * y + exp(x) / y;

constexpr auto one = text(cost(f));
constexpr auto both = text(cost(f), cost(value_and_gradient(f, x, y)));

static_assert(one.view().starts_with("additions                      1\n"
                                     "multiplications                1\n"
                                     "divisions                      1\n"
                                     "comparisons                    0\n"
                                     "functions                      1\n"
                                     "operations                     4\n"),
              "a line for each count");

template <class Number> constexpr auto grouped(Number number) {
    text_buffer<32> out;
    detail::write_grouped(out, number);
    return out;
}
static_assert(grouped(7).view() == "7" && grouped(1000).view() == "1,000" &&
                  grouped(1234567).view() == "1,234,567",
              "thousands are apart");

constexpr auto ratio(int a, int b) {
    text_buffer<32> out;
    detail::write_ratio(out, a, b);
    return out;
}
static_assert(ratio(2, 3).view() == "0.67" && ratio(2999, 1000).view() == "3.00" &&
                  ratio(0, 0).view() == "1.00" && ratio(1, 0).view() == "-",
              "a ratio has two digits behind the point");

}  // namespace

BOOST_AUTO_TEST_CASE(tables_are_written_to_streams) {
    std::ostringstream out;
    out << one;
    BOOST_TEST(out.str() == one.view());
}

BOOST_AUTO_TEST_CASE(value_and_gradient_stand_side_by_side) {
    std::istringstream in{std::string(both.view())};
    std::string line;
    std::getline(in, line);
    int lines = 0;
    for (const std::size_t width = line.size(); std::getline(in, line); ++lines)
        BOOST_TEST(line.size() == width);
    BOOST_TEST(lines == 9);
    BOOST_TEST(both.view().find("with gradient") != std::string_view::npos);
}
