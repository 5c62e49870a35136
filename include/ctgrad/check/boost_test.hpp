/// A predicate for Boost.Test: `BOOST_TEST(gradient_matches(f, x = 1.0, W = weights))`.
#pragma once

#include <boost/test/tools/assertion_result.hpp>

#include <ctgrad/check/gradient.hpp>

namespace ctgrad {

/// Whether a report passed. Where it did not, the message names the wrong entries, the worst first:
/// "d f / d W(1, 2): symbolic 0.5, numeric 0.75, relative error 0.33".
inline boost::test_tools::predicate_result gradient_matches(const gradient_report& report) {
    boost::test_tools::predicate_result result(report.passed());
    if (result) return result;
    const std::size_t wrong = report.wrong().size(), shown = std::min<std::size_t>(wrong, 3);
    const std::vector<gradient_entry> entries = report.worst_first();
    auto& message = result.message().stream();
    message << "f = " << report.function;
    for (std::size_t k = 0; k < shown; ++k) message << "\n  " << entries[k].sentence();
    if (wrong > shown) message << "\n  and " << wrong - shown << " more wrong entries";
    return result;
}

/// Whether the symbolic gradient of f is right; arguments as for check_gradient.
template <operand F, class... Arguments>
boost::test_tools::predicate_result gradient_matches(F f, const Arguments&... arguments) {
    return gradient_matches(check_gradient(f, arguments...));
}

/// Whether given values of it are right; arguments as for compare_gradient.
template <operand F, class T, class... Variables, class... Arguments>
boost::test_tools::predicate_result gradient_matches(F f,
                                                     const gradient_values<T, Variables...>& values,
                                                     const Arguments&... arguments) {
    return gradient_matches(compare_gradient(f, values, arguments...));
}

}  // namespace ctgrad
