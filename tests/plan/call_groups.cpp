#include <ctgrad/ctgrad.hpp>
#include <ctgrad/plan/call_groups.hpp>

#include <array>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto z = scalar<"z">;
constexpr auto v = vector<"v", 3>;

/// Sizes of the groups of a function's calls, in order; 1 for a call by itself.
template <class Operation, class Code> constexpr auto groups(const Code& code) {
    std::array<int, 6> sizes{};
    std::size_t count = 0;
    for (int i = 0; i < Code::size; ++i)
        if (code.steps[i].key == descriptor<Operation>.key && code.steps[i].together > 0)
            sizes[count++] = code.steps[i].together;
    return sizes;
}
using sizes = std::array<int, 6>;

template <class E> constexpr const auto& code_of(E) { return program<detail::value_pass<E::id>>; }

constexpr auto side_by_side = exp(x) * sin(y) + exp(y * z) * sin(x) + exp(x * z) * sin(y * z);
constexpr auto nested = exp(exp(exp(x)));
constexpr auto delayed = sin(y) * cos(sin(exp(x)) + z);  // sin(y) can wait for exp(x)
constexpr auto few_logarithms = log(x) * log(y);
constexpr auto logarithms = log(x) * log(y) / log(z);
constexpr auto entries = exp(element<0>(v)) + exp(element<1>(v)) * sin(exp(element<2>(v)));

}  // namespace

static_assert(groups<operations::exp>(code_of(side_by_side)) == sizes{3});
static_assert(groups<operations::sin>(code_of(side_by_side)) == sizes{3});
static_assert(groups<operations::exp>(code_of(nested)) == sizes{1, 1, 1}, "each needs another");
static_assert(!code_of(nested).gathered);
static_assert(groups<operations::erfc>(code_of(erfc(x) * erfc(y))) == sizes{1, 1});
static_assert(groups<operations::atan>(code_of(atan(x) * atan(y))) == sizes{2});
static_assert(groups<operations::acosh>(code_of(acosh(x) * acosh(y))) == sizes{1, 1});
static_assert(groups<operations::acosh>(code_of(acosh(x) * acosh(y) * acosh(z))) == sizes{3});
static_assert(groups<operations::pow>(code_of(pow(x, y) * pow(y, z))) == sizes{1, 1});
static_assert(groups<operations::sin>(code_of(delayed)) == sizes{2});
static_assert(groups<operations::log>(code_of(few_logarithms)) == sizes{1, 1});
static_assert(groups<operations::log>(code_of(logarithms)) == sizes{3});
static_assert(groups<operations::exp>(code_of(entries)) == sizes{3});
static_assert(groups<operations::exp>(code_of(sum(exp(v)) * exp(sum(v)))) == sizes{4},
              "entries of a small array are numbers");

namespace {

template <int... I> constexpr auto many(std::integer_sequence<int, I...>) {
    return (exp(x * std::integral_constant<int, I + 1>{}) + ...);
}

}  // namespace

static_assert(groups<operations::exp>(code_of(many(std::make_integer_sequence<int, 40>{}))) ==
                  sizes{16, 16, 8},
              "few results wait for their use");

// Where sin and cos have the same operands they have them in the same order.
BOOST_AUTO_TEST_CASE(in_the_order_of_operands) {
    constexpr auto g = gradient(sin(x) * y + z * sin(y) + sin(z) * x, x, y, z);
    constexpr const auto& code = program<decltype(g)::pass>;
    list<int> sines, cosines;
    for (int i = 0; i < code.size; ++i) {
        if (code.steps[i].key == descriptor<operations::sin>.key)
            sines.push(code.steps[i].operand[0]);
        if (code.steps[i].key == descriptor<operations::cos>.key)
            cosines.push(code.steps[i].operand[0]);
    }
    BOOST_REQUIRE(sines.size == 3);
    BOOST_REQUIRE(cosines.size == 3);
    for (int k = 0; k < 3; ++k) BOOST_TEST(sines[k] == cosines[k]);
}

// Types that are computed one by one run the code in that order.
BOOST_AUTO_TEST_CASE(the_order_that_was_written_stays) {
    constexpr const auto& code = code_of(delayed);
    constexpr const auto& written = code.as_written;
    static_assert(code.gathered && !written.gathered && written.size == code.size);
    int moved = 0;
    for (int i = 0; i < code.size; ++i) {
        BOOST_TEST(written.steps[i].together == 1);
        moved += written.steps[i].target != code.steps[i].target;
        bool kept = false;
        for (int k = 0; k < code.size; ++k)
            kept = kept || (written.steps[i].target == code.steps[k].target &&
                            written.steps[i].key == code.steps[k].key);
        BOOST_TEST(kept);
    }
    BOOST_TEST(moved > 0);
}
