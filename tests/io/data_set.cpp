#include <limits>

#include <boost/test/unit_test.hpp>
#include <ctgrad/io/data_set.hpp>

using ctgrad::io::data_set;

BOOST_AUTO_TEST_CASE(rows_are_views_of_the_inputs) {
    data_set<float> data{2, {1, 2, 3, 4, 5, 6}, {7, 8, 9}};
    BOOST_TEST(data.size() == 3u);
    BOOST_TEST(!data.empty());
    BOOST_TEST(data.row(1).size() == 2u);
    BOOST_TEST(data.row(1)[0] == 3.0f);
    data.row(2)[1] = 10;
    BOOST_TEST(data.inputs[5] == 10.0f);
    const auto& constant = data;
    BOOST_TEST(constant.row(2).data() == data.inputs.data() + 4);
}

BOOST_AUTO_TEST_CASE(labels_may_be_real) {
    const data_set<double, double> data{1, {1, 2}, {0.5, 0.25}};
    BOOST_TEST(data.labels[1] == 0.25);
    BOOST_TEST(data.consistent());
}

BOOST_AUTO_TEST_CASE(consistency_means_one_row_per_label) {
    BOOST_TEST((data_set<float>{}.consistent()));
    BOOST_TEST((data_set<float>{3, {}, {}}.consistent()));
    BOOST_TEST((data_set<float>{0, {}, {1, 2}}.consistent()));
    BOOST_TEST((data_set<float>{2, {1, 2, 3, 4}, {1, 2}}.consistent()));
    BOOST_TEST(!(data_set<float>{2, {1, 2, 3}, {1, 2}}.consistent()));
    BOOST_TEST(!(data_set<float>{2, {1, 2, 3, 4}, {1}}.consistent()));
    BOOST_TEST(!(data_set<float>{2, {1, 2}, {}}.consistent()));
    BOOST_TEST(!(data_set<float>{0, {1}, {1}}.consistent()));
    constexpr auto huge = std::numeric_limits<std::size_t>::max() / 2 + 1;
    BOOST_TEST(!(data_set<float>{huge, {}, {1, 2}}.consistent()));  // huge * 2 == 0
}

BOOST_AUTO_TEST_CASE(equal_content_is_equal) {
    const data_set<float> a{1, {1, 2}, {0, 1}}, b{1, {1, 2}, {0, 0}};
    BOOST_TEST((a == a));
    BOOST_TEST((a != b));
}
