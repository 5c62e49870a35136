#include <ctgrad/show/study_report.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(errors_are_relative_where_derivatives_are_large) {
    BOOST_TEST((study_entry{0, 0, 200.0, 201.0}.error() == 1.0 / 201));
    BOOST_TEST((study_entry{0, 0, 0.0, 1e-9}.error() == 1e-9));
}

BOOST_AUTO_TEST_CASE(nodes_by_name) {
    study_report report;
    report.nodes.push_back({.name = "z₁"});
    report.parameters.push_back({.extent = vector_shape(3), .value = {1, 2, 3}});
    BOOST_TEST(report.find("z₁") == &report.nodes[0]);
    BOOST_TEST(!report.find("z₂"));
    BOOST_TEST(report.parameter_count() == 3u);
    BOOST_CHECK_THROW(study_options{.rate = std::nan("")}.validate(), std::invalid_argument);
}
