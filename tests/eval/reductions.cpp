#include <ctgrad/eval/reductions.hpp>

#include <ctgrad/ctgrad.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

#include "tight_numbers.hpp"

using namespace ctgrad;
namespace inner = ctgrad::detail;
using types = boost::mpl::list<float, double>;

namespace {

template <int Size, class T> void check() {
    const auto a = tight_numbers<T>(Size, 1), b = tight_numbers<T>(Size, 0.3);
    long double sum = 0, dots = 0;
    for (std::size_t i = 0; i < Size; ++i) {
        sum += a[i];
        dots += static_cast<long double>(a[i]) * b[i];
    }
    const auto near = [](T found, long double exact) {
        return std::abs(found - exact) < Size * std::numeric_limits<T>::epsilon();
    };
    BOOST_TEST(near(inner::sum_of<Size>(a.get()), sum), "sum of " << Size);
    BOOST_TEST(near(inner::dot_of<Size>(a.get(), b.get()), dots), "dot product of " << Size);
    for (int place = 0; place < Size; ++place) {  // wherever the largest is, and NaN
        T& there = a[static_cast<std::size_t>(place)];
        const T kept = std::exchange(there, T(2));
        BOOST_TEST(inner::largest_of<Size>(a.get()) == T(2));
        there = std::numeric_limits<T>::quiet_NaN();
        BOOST_TEST(std::isnan(inner::largest_of<Size>(a.get())));
        there = kept;
    }
}

template <class T, int... More> void check_all(std::integer_sequence<int, More...>) {
    (check<2 * kernel::lanes<T> + More, T>(), ...);
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(every_rest_of_a_register, T, types) {
    check_all<T>(std::make_integer_sequence<int, kernel::lanes<T>>());
    check<4 * kernel::lanes<T>, T>();
    check<7 * kernel::lanes<T> + 1, T>();
    check<12 * kernel::lanes<T> - 1, T>();
}
