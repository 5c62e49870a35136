#include <array>
#include <sstream>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <ctgrad/check/gradient.hpp>
#include <ctgrad/expr/define_function.hpp>
#include <ctgrad/expr/functions.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto unused = scalar<"unused">;
constexpr auto W = matrix<"W", 2, 3>;
constexpr auto v = vector<"v", 3>;
constexpr auto b = vector<"b", 2>;
constexpr auto g = sin(x) * exp(x * y) + 0.5_c * x;
constexpr auto loss = 0.5_c * squared_norm(tanh(W * v + b));

const double weights[2][3] = {{0.1, 0.2, -0.3}, {0.4, 0.5, -0.6}};
const std::array<double, 3> inputs{1, 2, 3};
const std::vector<double> bias{0.5, -0.25};

constexpr difference methods[] = {difference::boost_order_6, difference::boost_order_8,
                                  difference::central};

template <class F> bool kink_at(F f, double at, const check_options& options) {
    const auto report = check_gradient(f, x = at, options);
    BOOST_TEST(report.passed());
    return report.kinks().size() == 1;
}

}  // namespace

BOOST_AUTO_TEST_CASE(all_bound_variables_that_occur) {
    for (const difference method : methods) {
        const auto report = check_gradient(loss, unused = 1.0, W = weights, v = inputs, b = bias,
                                           check_options{.method = method});
        BOOST_TEST(report.passed(), report);
        BOOST_TEST(report.worst().error < 1e-8);
        BOOST_TEST(report.entries.size() == 11u);
        BOOST_TEST(report.variables.size() == 3u);
        BOOST_TEST(report[unused].empty());
        const auto exact = gradient(loss, W)(W = weights, v = inputs, b = bias);
        BOOST_TEST(report[W][5].symbolic == exact[W](1, 2));
        BOOST_TEST(report[W][5].name() == "W(1, 2)");
    }
}

BOOST_AUTO_TEST_CASE(evaluations_of_each_method) {
    const std::size_t each[] = {8, 10, 2};
    for (const difference method : methods) {
        const auto report = check_gradient(loss, W = weights, v = inputs, b = bias,
                                           check_options{.method = method});
        BOOST_TEST(report.evaluations == 11 * each[static_cast<int>(method)]);
    }
}

BOOST_AUTO_TEST_CASE(chosen_variables) {
    const auto report = check_gradient(loss, boost::hana::make_tuple(b, unused), W = weights,
                                       v = inputs, b = bias, unused = 2.0);
    BOOST_TEST(report.passed(), report);
    BOOST_TEST(report.entries.size() == 3u);
    BOOST_TEST(report[unused][0].symbolic == 0);
}

BOOST_AUTO_TEST_CASE(some_entries) {
    const check_options options{.max_entries = 2, .seed = 5};
    const auto report = check_gradient(loss, options, W = weights, v = inputs, b = bias);
    BOOST_TEST(report.entries.size() == 6u);
    BOOST_TEST(report.size() == 11u);
    std::ostringstream out;
    out << report;
    BOOST_TEST(out.str().find("by W: 2 of 6 entries checked") != std::string::npos);
    const auto again = check_gradient(loss, options, W = weights, v = inputs, b = bias);
    for (std::size_t k = 0; k < report.entries.size(); ++k)
        BOOST_TEST(again.entries[k].name() == report.entries[k].name());
}

BOOST_AUTO_TEST_CASE(types_of_numbers) {
    BOOST_TEST(check_gradient(g, x = 0.3f, y = 0.5f).worst().error < 1e-10);
    BOOST_TEST(check_gradient(g, x = 1, y = 2).worst().error < 1e-10);
    BOOST_TEST(check_gradient(g, x = 0.3L, y = 0.5).worst().error < 1e-13);
    const std::array<float, 2> single{0.5f, 0.25f};
    BOOST_TEST(check_gradient(loss, W = weights, v = inputs, b = single).passed());
}

BOOST_AUTO_TEST_CASE(smooth_functions_have_no_kinks) {
    for (const difference method : methods) {
        const check_options options{.method = method};
        BOOST_TEST(!kink_at(sin(x), 0.0, options));
        BOOST_TEST(!kink_at(exp(x), 1.0, options));
        BOOST_TEST(!kink_at(square(x), 0.0, options));
        for (const double at : {0.0, 5e-4, 2e-3, 1e-2})
            BOOST_TEST(!kink_at(tanh(1000_c * x), at, options));
        BOOST_TEST(!kink_at(log(x), 1e-4, options));
        BOOST_TEST(!kink_at(elu(x), 0.0, options));
    }
}

BOOST_AUTO_TEST_CASE(kinks_are_reported_and_no_errors) {
    for (const difference method : methods) {
        const check_options options{.method = method};
        BOOST_TEST(kink_at(relu(x), 0.0, options));
        BOOST_TEST(kink_at(abs(x), 0.0, options));
        BOOST_TEST(kink_at(100_c * x + abs(x), 0.0, options));
        BOOST_TEST(kink_at(max(x, 1_c - x), 0.5, options));
        BOOST_TEST(kink_at(max(x, square(x)), 1.0, options));
        BOOST_TEST(kink_at(floor(x), 1.0, options));
        BOOST_TEST(kink_at(relu(x), 1e-4, {.method = method, .step = 1e-3}));
        BOOST_TEST(kink_at(relu(x), -1e-4, {.method = method, .step = 1e-3}));
        BOOST_TEST(!kink_at(relu(x), 1e-2, {.method = method, .step = 1e-3}));
    }
}

BOOST_AUTO_TEST_CASE(not_a_number) {
    for (const difference method : methods) {
        const auto outside = check_gradient(log(x), x = -1.0, check_options{.method = method});
        BOOST_TEST(!outside.passed());
        BOOST_TEST(outside.worst().sentence().find("not a finite number") != std::string::npos);
        const auto edge = check_gradient(sqrt(x), x = 0.0, check_options{.method = method});
        BOOST_TEST(!edge.passed(1e300));
        const double infinity = std::numeric_limits<double>::infinity();
        BOOST_TEST(!check_gradient(sin(x), x = infinity, check_options{.method = method}).passed());
    }
}

BOOST_AUTO_TEST_CASE(given_values) {
    auto values = gradient(loss, W, b)(W = weights, v = inputs, b = bias);
    BOOST_TEST(compare_gradient(loss, values, W = weights, v = inputs, b = bias).passed());
    values[W](1, 2) *= 1.00001;
    for (const difference method : methods) {
        const auto report = compare_gradient(loss, values, W = weights, v = inputs, b = bias,
                                             check_options{.method = method});
        BOOST_TEST(report.wrong().size() == 1u, report);
        BOOST_TEST(report.worst().name() == "W(1, 2)");
        BOOST_TEST(report.worst().error == 1e-5, boost::test_tools::tolerance(1e-2));
    }
    values[b][0] = std::numeric_limits<double>::quiet_NaN();
    const auto report = compare_gradient(loss, values, W = weights, v = inputs, b = bias);
    BOOST_TEST(report.worst().name() == "b[0]");
    BOOST_TEST(!report.passed(1));
}

/// Values that another program computed in single precision, against differences in double.
BOOST_AUTO_TEST_CASE(given_values_of_another_type) {
    const auto values = gradient(g, x, y)(x = 0.3f, y = 0.5f);
    BOOST_TEST(!compare_gradient(g, values, x = 0.3, y = 0.5).passed(1e-12));
    BOOST_TEST(compare_gradient(g, values, x = 0.3, y = 0.5).passed(1e-5));
}

BOOST_AUTO_TEST_CASE(refusals) {
    BOOST_CHECK_THROW(check_gradient(g, x = 1.0, y = 2.0, check_options{.step = -1.0}),
                      std::invalid_argument);
    const std::vector<double> short_bias{1};
    BOOST_CHECK_THROW(check_gradient(loss, W = weights, v = inputs, b = short_bias),
                      std::length_error);
}

BOOST_AUTO_TEST_CASE(constants) {
    BOOST_TEST(check_gradient(2_c, x = 1.0).passed());
    BOOST_TEST(check_gradient(2_c).entries.empty());
}

// What users write as derivative is what most wants checking.
BOOST_AUTO_TEST_CASE(functions_of_users) {
    constexpr auto right = define_function<"right">([](auto u) { return u * u * u; },
                                                    [](auto u) { return 3_c * square(u); });
    constexpr auto wrong = define_function<"wrong">([](auto u) { return u * u * u; },
                                                    [](auto u) { return 2_c * square(u); });
    BOOST_TEST(check_gradient(right(x) * sin(y), x = 0.7, y = 0.5).passed());
    const auto report = check_gradient(right(x) * sum(wrong(v)), x = 0.7, v = inputs);
    BOOST_TEST(!report.passed());
    std::ostringstream out;
    out << report;
    BOOST_TEST(out.str().find("failed: 3 entries differ") != std::string::npos);
}
