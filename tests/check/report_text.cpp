#include <limits>
#include <sstream>

#include <boost/test/unit_test.hpp>
#include <ctgrad/check/report_text.hpp>

using namespace ctgrad;

namespace {

gradient_entry entry(shape extent, double symbolic, double numeric, double error) {
    gradient_entry made{"W", extent, extent.rank > 0 ? 1 : 0, extent.rank > 1 ? 2 : 0};
    made.symbolic = symbolic;
    made.numeric = numeric;
    made.error = error;
    return made;
}

}  // namespace

BOOST_AUTO_TEST_CASE(sentences) {
    BOOST_TEST(entry(matrix_shape(2, 3), 0.5, 0.75, 1 / 3.0).sentence() ==
               "d f / d W(1, 2): symbolic 0.5, numeric 0.75, relative error 0.33");
    BOOST_TEST(entry(vector_shape(3), -0.0, 1, 1).sentence() ==
               "d f / d W[1]: symbolic 0, numeric 1, relative error 1");
    const double nan = std::numeric_limits<double>::quiet_NaN();
    BOOST_TEST(entry(scalar_shape, -nan, 1, nan).sentence() ==
               "d f / d W: symbolic nan, numeric 1: not a finite number");
    auto kink = entry(scalar_shape, 0, 0.5, 1);
    kink.at_kink = true;
    BOOST_TEST(kink.sentence() == "d f / d W: symbolic 0, numeric 0.5, a kink within the step");
}

BOOST_AUTO_TEST_CASE(table) {
    gradient_report report{"W * W"};
    report.options.method = difference::central;
    report.variables = {{"W", matrix_shape(2, 3), 0, 4}};
    report.entries = {entry(matrix_shape(2, 3), 1, 1, 0),
                      entry(matrix_shape(2, 3), 0.5, 0.75, 0.33),
                      entry(matrix_shape(2, 3), 1, 1, 1e-9), entry(matrix_shape(2, 3), 0, 0.5, 1)};
    report.entries[3].at_kink = true;
    report.evaluations = 8;
    report.probes = 1;
    std::ostringstream out;
    report.print(out, 3);
    BOOST_TEST(out.str() ==
               "gradient of W * W\n"
               "  by W: 4 of 6 entries checked\n"
               "  by central differences: 8 evaluations and 1 probe\n"
               "entry           symbolic          numeric         +-      error\n"
               "W(1, 2)              0.5             0.75          0       0.33  WRONG\n"
               "W(1, 2)                1                1          0      1e-09\n"
               "W(1, 2)                1                1          0          0\n"
               "... and 1 more\n"
               "failed: 1 entry differs by more than the tolerance 1e-06; 1 entry with a "
               "kink within the step was not judged\n");
    report.entries[1].error = 0;
    out.str("");
    out << std::hexfloat << report;
    BOOST_TEST(out.str().find("kink within the step\n") != std::string::npos);
    BOOST_TEST(out.str().find("passed: tolerance 1e-06; 1 entry with a kink") != std::string::npos);
}
