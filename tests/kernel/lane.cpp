#include <ctgrad/kernel/lane.hpp>

#include <limits>
#include <memory>
#include <type_traits>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

using namespace ctgrad::kernel;
using types = boost::mpl::list<float, double, long double>;

namespace {

/// 1, 2, 3, ... in an array with nothing to spare: the sanitizer sees every number too many.
template <class T> std::unique_ptr<T[]> counted(int count) {
    std::unique_ptr<T[]> result(new T[static_cast<std::size_t>(count)]);
    for (int i = 0; i < count; ++i) result[static_cast<std::size_t>(i)] = static_cast<T>(i + 1);
    return result;
}

template <class T> T number(const lane<T>& value, int i) {
    if constexpr (packable<T>) return value.value[i];
    else return i == 0 ? value : T(0);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_register_or_the_number_itself) {
    static_assert(std::is_same_v<lane<float>, wide<float>>);
    static_assert(std::is_same_v<lane<double>, wide<double>>);
    static_assert(std::is_same_v<lane<long double>, long double>);
    static_assert(sizeof(lane<float>) == register_bytes);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(loads_and_stores_a_whole_register, T, types) {
    const auto from = counted<T>(lanes<T>);
    const std::unique_ptr<T[]> to(new T[static_cast<std::size_t>(lanes<T>)]);
    store_lane<T>(to.get(), load_lane(from.get()));
    for (int i = 0; i < lanes<T>; ++i) BOOST_TEST(to[static_cast<std::size_t>(i)] == T(i + 1));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(parts_stay_within_their_count, T, types) {
    for (int count = 0; count <= lanes<T>; ++count) {
        const auto from = counted<T>(count), to = counted<T>(count);
        const lane<T> part = load_lane_part(from.get(), count);
        for (int i = 0; i < lanes<T>; ++i)
            BOOST_TEST(number<T>(part, i) == T(i < count ? i + 1 : 0));
        if (count > 0) {
            const lane<T> repeated = load_lane_repeated(from.get(), count);
            for (int i = 0; i < lanes<T>; ++i)
                BOOST_TEST(number<T>(repeated, i) == T(i < count ? i + 1 : count));
        }
        store_lane_part<T>(to.get(), part + part, count);
        for (int i = 0; i < count; ++i)
            BOOST_TEST(to[static_cast<std::size_t>(i)] == T(2 * (i + 1)));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(constant_parts_stay_within_their_count, T, types) {
    constexpr int count = lanes<T> > 1 ? lanes<T> - 1 : 1;
    const auto from = counted<T>(count), to = counted<T>(count);
    const lane<T> part = load_lane_first<count>(from.get());
    for (int i = 0; i < lanes<T>; ++i) BOOST_TEST(number<T>(part, i) == T(i < count ? i + 1 : 0));
    store_lane_first<count, T>(to.get(), part + part);
    for (int i = 0; i < count; ++i) BOOST_TEST(to[static_cast<std::size_t>(i)] == T(2 * (i + 1)));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(products_and_sums, T, types) {
    const auto numbers = counted<T>(lanes<T>);
    const lane<T> u = load_lane(numbers.get());
    const lane<T> y = multiply_add<T>(u, lane<T>(T(3)), lane<T>(T(-1)));
    for (int i = 0; i < lanes<T>; ++i) BOOST_TEST(number<T>(y, i) == T(3 * (i + 1) - 1));
}
