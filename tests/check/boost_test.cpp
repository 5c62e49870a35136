#include <array>
#include <string>

#include <boost/test/unit_test.hpp>
#include <ctgrad/check/boost_test.hpp>
#include <ctgrad/expr/functions.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto W = matrix<"W", 2, 3>;
constexpr auto v = vector<"v", 3>;
constexpr auto x = scalar<"x">;
constexpr auto f = sum(W * v);

const std::array<double, 6> weights{1, 2, 3, 4, 5, 6};
const std::array<double, 3> inputs{0.75, 0.5, 0.75};

std::string message_of(const boost::test_tools::predicate_result& result) {
    const auto message = result.message();
    return std::string(message.begin(), message.end());
}

}  // namespace

BOOST_AUTO_TEST_CASE(right_gradients) {
    BOOST_TEST(gradient_matches(f, W = weights, v = inputs));
    BOOST_TEST(gradient_matches(f, boost::hana::make_tuple(v), W = weights, v = inputs,
                                check_options{.method = difference::central, .step = 1e-4}));
    BOOST_TEST(gradient_matches(relu(x), x = 0.0));
    BOOST_TEST(gradient_matches(check_gradient(exp(x), x = 1.0)));
    BOOST_CHECK(
        gradient_matches(f, gradient(f, W)(W = weights, v = inputs), W = weights, v = inputs));
}

BOOST_AUTO_TEST_CASE(wrong_entries_are_named) {
    auto values = gradient(f, W, v)(W = weights, v = inputs);
    values[W](1, 2) = 0.5;
    const auto one = gradient_matches(f, values, W = weights, v = inputs);
    BOOST_TEST(!one);
    BOOST_TEST(message_of(one) ==
               "f = sum(W * v)\n"
               "  d f / d W(1, 2): symbolic 0.5, numeric 0.75, relative error 0.33");
    values[v] = {0, 0, 0};
    values[W](0, 0) = -0.75;
    const auto many = gradient_matches(f, values, W = weights, v = inputs);
    BOOST_TEST(message_of(many).find("d f / d W(0, 0): symbolic -0.75, numeric 0.75, relative "
                                     "error 2") != std::string::npos);
    BOOST_TEST(message_of(many).ends_with("\n  and 2 more wrong entries"));
}

BOOST_AUTO_TEST_CASE(numbers_that_are_none) {
    BOOST_TEST(message_of(gradient_matches(log(x), x = -1.0)).find("not a finite number") !=
               std::string::npos);
}
