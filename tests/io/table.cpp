#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "data/support.hpp"
#include <boost/test/unit_test.hpp>
#include <ctgrad/io/table.hpp>

using ctgrad::io::labelled;
using ctgrad::io::table;
using ctgrad_test::message_of;

namespace {

table with_last_label(double label) { return {2, 3, {1, 2, 0, 3, 4, label}, {}, "a.csv"}; }

std::string refusal(const table& numbers, int classes = 10) {
    return message_of([&] { labelled(numbers, classes); });
}

}  // namespace

BOOST_AUTO_TEST_CASE(entries) {
    const table numbers = with_last_label(9);
    BOOST_TEST(numbers(0, 1) == 2);
    BOOST_TEST(numbers(1, 2) == 9);
}

BOOST_AUTO_TEST_CASE(last_column_is_the_label) {
    const auto data = labelled<float>(with_last_label(9), 10);
    BOOST_TEST(data.features == 2u);
    BOOST_TEST(data.size() == 2u);
    BOOST_TEST(data.consistent());
    BOOST_TEST(data.row(1)[0] == 3.0f);
    BOOST_TEST(data.row(1)[1] == 4.0f);
    BOOST_TEST(data.labels[0] == 0);
    BOOST_TEST(data.labels[1] == 9);
}

BOOST_AUTO_TEST_CASE(labels_must_be_classes) {
    const auto expected = [](const std::string& label) {
        return "a.csv: row 2, column 3: label " + label + " is not a whole number in 0..9";
    };
    BOOST_TEST(refusal(with_last_label(10)) == expected("10"));
    BOOST_TEST(refusal(with_last_label(-1)) == expected("-1"));
    BOOST_TEST(refusal(with_last_label(1.5)) == expected("1.5"));
    BOOST_TEST(refusal(with_last_label(1e300)) == expected("1e+300"));
    BOOST_TEST(refusal(with_last_label(-std::numeric_limits<double>::infinity())) ==
               expected("-inf"));
    BOOST_TEST(refusal(with_last_label(std::nan(""))) == expected("nan"));
    BOOST_TEST(refusal(with_last_label(2), 2) ==
               "a.csv: row 2, column 3: label 2 is not a whole number in 0..1");
}

BOOST_AUTO_TEST_CASE(largest_number_of_classes) {
    constexpr int most = std::numeric_limits<int>::max();
    BOOST_TEST(labelled(with_last_label(most - 1.0), most).labels[1] == most - 1);
    BOOST_TEST(refusal(with_last_label(most), most) != "no exception");
}

BOOST_AUTO_TEST_CASE(messages_name_the_column) {
    table numbers = with_last_label(12);
    numbers.names = {"width", "height", "class"};
    BOOST_TEST(refusal(numbers) ==
               "a.csv: row 2, column 3 (\"class\"): label 12 is not a whole number in 0..9");
}

BOOST_AUTO_TEST_CASE(features_must_fit_their_type) {
    const table numbers{1, 2, {-1e300, 0}, {}, "a.csv"};
    BOOST_TEST(message_of([&] { labelled<float>(numbers, 2); }) ==
               "a.csv: row 1, column 1: -1e+300 is too large for the type of the data set");
    BOOST_TEST(labelled<double>(numbers, 2).inputs[0] == -1e300);
    const table infinite{1, 2, {std::numeric_limits<double>::infinity(), 0}, {}, "a.csv"};
    BOOST_TEST(std::isinf(labelled<float>(infinite, 2).inputs[0]));
}

BOOST_AUTO_TEST_CASE(a_label_alone_is_not_enough) {
    BOOST_TEST(refusal({2, 1, {0, 1}, {}, "a.csv"}) ==
               "a.csv: columns: expected features and a label, found 1 column(s)");
    BOOST_TEST(refusal({}) == "table: columns: expected features and a label, found 0 column(s)");
}

BOOST_AUTO_TEST_CASE(there_must_be_classes) {
    BOOST_TEST(message_of<std::invalid_argument>([] { labelled(with_last_label(0), 0); }) ==
               "labelled(table, 0): there must be at least one class");
}
