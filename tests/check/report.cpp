#include <limits>

#include <boost/test/unit_test.hpp>
#include <ctgrad/check/report.hpp>

using namespace ctgrad;

namespace {

constexpr auto W = matrix<"W", 2, 2>;
constexpr auto b = vector<"b", 3>;
constexpr auto other = scalar<"other">;

/// Entries with these errors, the last of them a kink.
gradient_report made() {
    gradient_report report{"f"};
    report.variables = {{"W", W.extent(), 0, 4}, {"b", b.extent(), 4, 1}};
    const double errors[] = {1e-9, 0.5, 2e-7, 0, 1};
    for (int k = 0; k < 5; ++k) {
        gradient_entry entry{k < 4 ? "W" : "b", k < 4 ? W.extent() : b.extent()};
        entry.row = k < 4 ? k / 2 : 2;
        entry.column = k < 4 ? k % 2 : 0;
        entry.error = errors[k];
        entry.at_kink = k == 4;
        report.entries.push_back(entry);
    }
    return report;
}

}  // namespace

BOOST_AUTO_TEST_CASE(verdict) {
    const auto report = made();
    BOOST_TEST(!report.passed());
    BOOST_TEST(report.passed(0.6));
    BOOST_TEST(report.wrong().size() == 1u);
    BOOST_TEST(report.wrong(1e-8).size() == 2u);
    BOOST_TEST(report.worst().name() == "W(0, 1)");
    BOOST_TEST(report.kinks().size() == 1u);
    BOOST_TEST(report.kinks()[0].name() == "b[2]");
    BOOST_TEST(report.worst_first().back().at_kink);
}

BOOST_AUTO_TEST_CASE(not_a_number_is_worst_and_never_passes) {
    auto report = made();
    report.entries[3].error = std::numeric_limits<double>::quiet_NaN();
    BOOST_TEST(report.worst().name() == "W(1, 1)");
    BOOST_TEST(!report.passed(1e300));
}

BOOST_AUTO_TEST_CASE(entries_of_a_variable) {
    const auto report = made();
    BOOST_TEST(report[W].size() == 4u);
    BOOST_TEST(report[W][2].error == 2e-7);
    BOOST_TEST(report[b].size() == 1u);
    BOOST_TEST(report[other].empty());
    BOOST_TEST(report.of("b")[0].row == 2);
    BOOST_TEST(report.size() == 7u);
}

BOOST_AUTO_TEST_CASE(no_entries) {
    BOOST_TEST(gradient_report{}.passed());
    BOOST_CHECK_THROW(gradient_report{}.worst(), std::logic_error);
}
