#include <ctgrad/calculus/number_text.hpp>

#include <string>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

std::string written(rational value) {
    text_buffer<60> out;
    detail::write_number(out, value);
    return std::string(out.view());
}

}  // namespace

BOOST_AUTO_TEST_CASE(decimals_where_they_end) {
    BOOST_TEST(written(0) == "0");
    BOOST_TEST(written(-12) == "-12");
    BOOST_TEST(written({1, 2}) == "0.5");
    BOOST_TEST(written({-1, 80}) == "-0.0125");
    BOOST_TEST(written({1001, 1000}) == "1.001");
}

BOOST_AUTO_TEST_CASE(fractions_elsewhere) {
    BOOST_TEST(written({1, 3}) == "1 / 3");
    BOOST_TEST(written({-22, 7}) == "-22 / 7");
    BOOST_TEST(written({1, std::int64_t{1} << 20}) == "1 / 1048576");
}
