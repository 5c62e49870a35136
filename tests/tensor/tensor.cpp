#include <ctgrad/tensor/tensor.hpp>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <type_traits>

#include <boost/test/unit_test.hpp>

using ctgrad::tensor;

namespace {

template <class Tensor> bool starts_aligned(const Tensor& values) {
    return reinterpret_cast<std::uintptr_t>(values.data()) % alignof(Tensor) == 0;
}

}  // namespace

BOOST_AUTO_TEST_CASE(vector_of_numbers) {
    constexpr tensor<double, 3> v{1, 2, 3};
    static_assert(v.rank == 1 && v.rows() == 3 && v.columns() == 1 && v.size() == 3);
    static_assert(v[0] == 1 && v[2] == 3);
    BOOST_TEST(std::accumulate(v.begin(), v.end(), 0.0) == 6);
}

BOOST_AUTO_TEST_CASE(matrix_is_stored_row_by_row) {
    tensor<float, 2, 3> m{1, 2, 3, 4, 5, 6};
    static_assert(m.rank == 2 && m.rows() == 2 && m.columns() == 3 && m.size() == 6);
    BOOST_TEST(m(0, 2) == 3);
    BOOST_TEST(m(1, 0) == 4);
    m(1, 2) = 7;
    BOOST_TEST(m.data()[5] == 7);
    BOOST_TEST((m.end() - m.begin()) == 6);
}

BOOST_AUTO_TEST_CASE(equality) {
    constexpr tensor<int, 2> v{1, 2};
    static_assert(v == tensor<int, 2>{1, 2});
    static_assert(v != tensor<int, 2>{1, 3});
}

BOOST_AUTO_TEST_CASE(no_larger_than_its_numbers_need) {
    static_assert(sizeof(tensor<double, 1>) == sizeof(double));
    static_assert(sizeof(tensor<float, 2>) == 2 * sizeof(float));
    static_assert(sizeof(tensor<double, 2, 2>) == 4 * sizeof(double));
    static_assert(alignof(tensor<float, 16>) == 64);
    static_assert(alignof(tensor<float, 1000>) == 64);
    static_assert(std::is_aggregate_v<tensor<float, 3>>);
    static_assert(std::is_trivially_copyable_v<tensor<float, 3>>);
    BOOST_TEST(starts_aligned(tensor<double, 4, 4>{}));
}

BOOST_AUTO_TEST_CASE(values_are_zero_when_asked_for) {
    const tensor<double, 5> v{};
    BOOST_TEST(std::all_of(v.begin(), v.end(), [](double number) { return number == 0; }));
}
