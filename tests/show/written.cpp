#include <string>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/written.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

/// Longer than the room a text mostly takes.
struct long_line {
    static constexpr void write(detail::long_text& out) {
        for (int i = 0; i < 700; ++i) out << "abcd" << 'e';
    }
};

constexpr std::string_view line = detail::written_by<long_line>;
static_assert(line.size() == 3500 && line.ends_with("abcde"), "a text of any length");

template <int N, expression X> constexpr auto chain(X x) {
    if constexpr (N == 0) return x;
    else return chain<N - 1>(sin(x + scalar<"y">));
}

template <int N, expression X> constexpr auto many_terms(X x) {
    if constexpr (N == 0) return x;
    else return many_terms<N - 1>(x) + sin(detail::constant_expression<N, 1>() * scalar<"y">);
}

}  // namespace

BOOST_AUTO_TEST_CASE(deep_formulas_have_lines) {
    const std::string shown(text(chain<200>(scalar<"x">)));
    BOOST_TEST(shown.starts_with("let t1 = "));
    BOOST_TEST(shown.find("let t3 = ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(sums_of_many_terms_are_one_line) {
    const std::string shown(text(many_terms<300>(scalar<"x">)));
    BOOST_TEST(shown.find("sin(299 * y)") != std::string::npos);
    BOOST_TEST(shown.find('\n') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(names_of_parts_are_not_those_of_variables) {
    constexpr auto t1 = scalar<"t1">;
    constexpr auto u = exp(sin(t1) * cos(t1)) + square(1_c - t1);
    constexpr auto f = tanh(u * u + sin(u)) * exp(u) + sin(u) / (1_c + exp(u));
    BOOST_TEST(text(diff(f, t1)).starts_with("let u1 = "));
}

BOOST_AUTO_TEST_CASE(a_shared_negative_term_keeps_its_sign) {
    constexpr auto x = scalar<"x">;
    constexpr auto y = scalar<"y">;
    constexpr auto u = -2_c * sin(x * y) * exp(x);
    constexpr auto f = tanh(cos(u) * log(2_c + square(u))) * exp(cos(u)) + (x * y + u) * cos(u) +
                       sin(exp(u) * sqrt(1_c + square(u)) - y / (3_c + square(cos(u))));
    const std::string shown(text(f));
    BOOST_TEST(shown.starts_with("let t"));
    BOOST_TEST(shown.find("- (t") == std::string::npos);
}
