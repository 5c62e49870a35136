#include <string>
#include <vector>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/mathml.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto w1 = scalar<"w1">;

static_assert(mathml(x / w1) ==
                  "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mrow><mfrac><mrow><mi>x</mi>"
                  "</mrow><mrow><msub><mi>w</mi><mrow><mn>1</mn></mrow></msub></mrow></mfrac>"
                  "</mrow></math>",
              "a quotient");

constexpr auto u = exp(sin(x) * cos(y)) + square(x - y);
constexpr auto one_line = tanh(u * u + sin(u)) * exp(u) + sin(u) / (1_c + exp(u));

/// Whether every element that begins ends, the last one first, and nothing else is markup.
bool well_formed(std::string_view markup) {
    std::vector<std::string> open;
    for (std::size_t at = 0; at < markup.size(); ++at) {
        if (markup[at] == '&' && markup.substr(at, 4) != "&lt;") return false;
        if (markup[at] != '<') continue;
        const std::size_t end = markup.find('>', at);
        if (end == std::string_view::npos) return false;
        const bool closing = markup[at + 1] == '/';
        const std::size_t from = at + 1 + closing;
        const std::string name(markup.substr(from, markup.find_first_of(" >", from) - from));
        if (!closing) open.push_back(name);
        else if (open.empty() || open.back() != name) return false;
        else open.pop_back();
        at = end;
    }
    return open.empty();
}

}  // namespace

BOOST_AUTO_TEST_CASE(elements_are_well_formed) {
    constexpr auto v = vector<"v", 3>;
    BOOST_TEST(well_formed(mathml(select(x < y, cbrt(x), pow(x, y)) - x / (1_c + square(y)))));
    BOOST_TEST(well_formed(mathml(diff(norm(v) * erf(x) * polygamma(1_c, x), x))));
    BOOST_TEST(well_formed(mathml(one_line)));
    BOOST_TEST(well_formed(mathml(diff(one_line, x))));
    BOOST_TEST(!well_formed("<math><mi>x</math>"));
}
