#include <ctgrad/nn/standardisation.hpp>

#include <cmath>
#include <limits>
#include <span>

#include <boost/test/unit_test.hpp>

#include "../refusal.hpp"

using boost::test_tools::tolerance;
using ctgrad::nn::standardisation;

BOOST_AUTO_TEST_CASE(there_and_back) {
    std::vector<float> rows{1, 10, 7, /**/ 3, 20, 7, /**/ 5, 60, 7};
    const auto before = rows;
    const standardisation scale(std::span<const float>(rows), 3);
    BOOST_TEST((scale.mean()[0] == 3 && scale.mean()[1] == 30 && scale.deviation()[2] == 1));
    scale.apply(std::span<float>(rows));
    BOOST_TEST(rows[0] == -std::sqrt(1.5f), tolerance(1e-6f));
    BOOST_TEST((rows[3] == 0 && rows[2] == 0 && rows[8] == 0));
    scale.invert(std::span<float>(rows));
    for (std::size_t i = 0; i < rows.size(); ++i)
        BOOST_TEST(rows[i] == before[i], tolerance(1e-6f));
}

BOOST_AUTO_TEST_CASE(unusable_rows) {
    std::vector<double> rows{1, 2, 3, std::numeric_limits<double>::infinity()};
    const std::span<const double> all(rows);
    BOOST_TEST(refusal([&] { standardisation(all, 2); }) ==
               "standardisation: the number in row 1, column 1 is not finite");
    BOOST_TEST(refusal([&] { standardisation(all, 3); }) ==
               "standardisation: 4 numbers are no whole rows of 3");
    BOOST_TEST(refusal([&] { standardisation(all.first(0), 2); }) == "standardisation: no rows");
    BOOST_TEST(refusal([&] { standardisation(all, 0); }) ==
               "standardisation: 4 numbers are no whole rows of 0");
}
