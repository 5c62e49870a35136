#include <ctgrad/eval/batch_memory.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::detail;

BOOST_AUTO_TEST_CASE(views) {
    double shared[16]{}, tile[64]{}, weights[4]{}, rows[30]{};
    const double* const parameters[] = {weights, nullptr};
    const double* const samples[] = {nullptr, rows};
    const std::ptrdiff_t strides[] = {0, 10};
    const batch_memory<double> m{shared, tile, parameters, samples, strides, nullptr, 4, 3, 0, 3};
    const auto at = [&](batch_address a) { return view_at(a, m); };
    BOOST_TEST(at({batch_space::shared, 0, 8, 1, 0}).data == shared + 9);
    BOOST_TEST(at({batch_space::shared, 0, 8, 1, 0}).stride == 0);
    BOOST_TEST(at({batch_space::tile, 0, 8, 2, 4}).data == tile + 8 * 4 + 2);
    BOOST_TEST(at({batch_space::tile, 0, 8, 2, 4}).stride == 4);
    BOOST_TEST(at({batch_space::parameter, 0, 0, 3, 0}).data == weights + 3);
    BOOST_TEST(at({batch_space::sample, 1, 0, 5, 0}).data == rows + 5);
    BOOST_TEST(at({batch_space::sample, 1, 0, 5, 0}).stride == 10);
    BOOST_TEST(target_at({batch_space::tile, 0, 4, 0, 4}, m).data == tile + 16);
}
