#include <ctgrad/kernel/gemm.hpp>

#include <limits>
#include <random>
#include <vector>

#include <boost/test/unit_test.hpp>

using namespace ctgrad::kernel;

namespace {

std::mt19937 generator(1);

/// Small whole numbers, so that sums are exact in every order.
template <class T> T any_number() { return static_cast<T>(static_cast<int>(generator() % 9) - 4); }

/// Rows of numbers in an array that ends with the last of them. What lies between two rows is NaN
/// before and after: it may neither be used nor written.
template <class T> struct rows {
    int count, width, stride;
    std::vector<T> numbers;

    rows(int count_, int width_, int gap)
        : count(count_),
          width(width_),
          stride(width_ + gap),
          numbers(static_cast<std::size_t>(count_ > 0 ? (count_ - 1) * stride + width_ : 0),
                  std::numeric_limits<T>::quiet_NaN()) {
        for (int i = 0; i < count; ++i)
            for (int j = 0; j < width; ++j) at(i, j) = any_number<T>();
    }
    T& at(int i, int j) { return numbers[static_cast<std::size_t>(i * stride + j)]; }
    bool gaps_untouched() {
        for (int i = 0; i + 1 < count; ++i)
            for (int j = width; j < stride; ++j)
                if (at(i, j) == at(i, j)) return false;
        return true;
    }
};

/// One product against sums number by number. `lying`: A is stored transposed.
template <initial Initial, class T> bool right(int m, int n, int k, int gap, bool lying) {
    rows<T> a(lying ? k : m, lying ? m : k, gap), b(k, n, gap), c(m, n, gap);
    rows<T> expected = c;
    for (int i = 0; i < m; ++i)
        for (int j = 0; j < n; ++j) {
            if (Initial == initial::zero) expected.at(i, j) = 0;
            for (int l = 0; l < k; ++l)
                expected.at(i, j) += (lying ? a.at(l, i) : a.at(i, l)) * b.at(l, j);
        }
    gemm_extents e{m, n, k};
    e.a_row = lying ? 1 : a.stride;
    e.a_column = lying ? a.stride : 1;
    e.b_row = b.stride;
    e.c_row = c.stride;
    gemm<Initial>(e, a.numbers.data(), b.numbers.data(), c.numbers.data());
    for (int i = 0; i < m; ++i)
        for (int j = 0; j < n; ++j)
            if (!(c.at(i, j) == expected.at(i, j))) return false;
    return c.gaps_untouched();
}

template <class T> bool right_in_all_forms(int m, int n, int k) {
    for (int gap : {0, 1, 5})
        for (bool lying : {false, true})
            if (!right<initial::zero, T>(m, n, k, gap, lying) ||
                !right<initial::result, T>(m, n, k, gap, lying))
                return false;
    return true;
}

template <class T> void check(int m, int n, int k) {
    BOOST_TEST_CONTEXT(m << " x " << n << ", sums of " << k)
    BOOST_TEST(right_in_all_forms<T>(m, n, k));
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_small_product) {
    for (int m = 1; m <= 20; ++m)
        for (int n = 1; n <= 20; ++n)
            for (int k = 1; k <= 20; ++k) check<float>(m, n, k);
}

BOOST_AUTO_TEST_CASE(every_small_product_in_double) {
    for (int m = 1; m <= 13; ++m)
        for (int n = 1; n <= 13; ++n)
            for (int k : {1, 2, 7}) check<double>(m, n, k);
}

BOOST_AUTO_TEST_CASE(types_without_vectors) {
    for (int m : {1, 2, 7})
        for (int n : {1, 5, 9}) check<long double>(m, n, 3);
}

BOOST_AUTO_TEST_CASE(large_products) {
    check<float>(32, 128, 300);
    check<float>(7, 65, 513);
    check<float>(1, 784, 32);
    check<float>(129, 1, 256);
    check<double>(33, 70, 257);
    check<double>(64, 64, 64);
}

BOOST_AUTO_TEST_CASE(no_sum_at_all) {
    float c[] = {1, 2, 3};
    gemm_extents e{1, 3, 0};
    e.c_row = 3;
    gemm<initial::result>(e, c, c, c);
    BOOST_TEST((c[0] == 1 && c[1] == 2 && c[2] == 3));
    gemm<initial::zero>(e, c, c, c);
    BOOST_TEST((c[0] == 0 && c[1] == 0 && c[2] == 0));
}
