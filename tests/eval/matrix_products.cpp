#include <ctgrad/eval/matrix_products.hpp>

#include <ctgrad/ctgrad.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

#include "tight_numbers.hpp"

using namespace ctgrad;
namespace inner = ctgrad::detail;
using types = boost::mpl::list<float, double>;

namespace {

template <int Rows, int Columns, int Terms, int Transposed, class T> void check_one() {
    constexpr layout L{matrix_shape(Rows, Columns), matrix_shape(Rows, Terms),
                       matrix_shape(Terms, Columns), Transposed};
    const auto a = tight_numbers<T>(Rows * Terms, 1), b = tight_numbers<T>(Terms * Columns, 2, 2),
               y = tight_numbers<T>(Rows * Columns, 3, 3);
    inner::product_of_matrices<L>::run(y.get(), a.get(), b.get());
    long double worst = 0;
    for (int i = 0; i < Rows; ++i)
        for (int j = 0; j < Columns; ++j) {
            long double sum = 0;
            for (int k = 0; k < Terms; ++k) {
                const int of_a = Transposed & 1 ? k * Rows + i : i * Terms + k;
                const int of_b = Transposed & 2 ? j * Terms + k : k * Columns + j;
                sum += static_cast<long double>(a[static_cast<std::size_t>(of_a)]) *
                       b[static_cast<std::size_t>(of_b)];
            }
            const T found = y[static_cast<std::size_t>(i * Columns + j)];
            worst = std::max(worst, std::abs(found - sum));
        }
    BOOST_TEST(worst < Terms * std::numeric_limits<T>::epsilon(),
               Rows << " x " << Terms << " x " << Columns << ", transposed " << Transposed << ": "
                    << worst);
}

template <int Rows, int Columns, int Terms, class T> void check() {
    check_one<Rows, Columns, Terms, 0, T>();
    check_one<Rows, Columns, Terms, 1, T>();
    check_one<Rows, Columns, Terms, 2, T>();
    check_one<Rows, Columns, Terms, 3, T>();
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(every_kind_of_tile, T, types) {
    check<8, 8, 8, T>();
    check<2, 3, 100, T>();  // rows of less than half a register
    check<13, 9, 1, T>();
    check<6, 33, 5, T>();
    check<7, 80, 3, T>();  // five registers of float
    check<5, 71, 40, T>();
    check<30, 17, 2, T>();
}

BOOST_AUTO_TEST_CASE(copies_too_large_for_a_stack) { check_one<2, 150, 151, 2, float>(); }
