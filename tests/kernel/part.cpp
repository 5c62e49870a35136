#include <ctgrad/kernel/part.hpp>

#include <memory>
#include <utility>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

using namespace ctgrad::kernel;
using types = boost::mpl::list<float, double>;

BOOST_AUTO_TEST_CASE_TEMPLATE(parts_stay_within_their_count, T, types) {
    for (int count = 0; count <= lanes<T>; ++count) {
        // Of exact size: the address sanitiser sees every number too many.
        const std::unique_ptr<T[]> from(new T[static_cast<unsigned>(count)]);
        const std::unique_ptr<T[]> to(new T[static_cast<unsigned>(count)]);
        for (int i = 0; i < count; ++i) from[static_cast<unsigned>(i)] = T(i + 1);
        const pack<T> part = load_part(from.get(), count);
        for (int i = 0; i < lanes<T>; ++i) BOOST_TEST(part[i] == T(i < count ? i + 1 : 0));
        if (count > 0) {
            const pack<T> repeated = load_repeated(from.get(), count);
            for (int i = 0; i < lanes<T>; ++i)
                BOOST_TEST(repeated[i] == T(i < count ? i + 1 : count));
        }
        store_part(to.get(), part, count);
        for (int i = 0; i < count; ++i) BOOST_TEST(to[static_cast<unsigned>(i)] == T(i + 1));
    }
}

template <int Count, class T> void check_first() {
    const std::unique_ptr<T[]> from(new T[static_cast<unsigned>(Count)]);
    const std::unique_ptr<T[]> to(new T[static_cast<unsigned>(Count)]);
    for (int i = 0; i < Count; ++i) from[static_cast<unsigned>(i)] = T(i + 1);
    const pack<T> first = load_first<Count>(from.get());
    for (int i = 0; i < lanes<T>; ++i) BOOST_TEST(first[i] == T(i < Count ? i + 1 : 0));
    store_first<Count>(to.get(), first + broadcast(T(1)));
    for (int i = 0; i < Count; ++i) BOOST_TEST(to[static_cast<unsigned>(i)] == T(i + 2));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(constant_parts_stay_within_their_count, T, types) {
    [&]<int... I>(std::integer_sequence<int, I...>) {
        (check_first<I + 1, T>(), ...);
    }(std::make_integer_sequence<int, lanes<T>>{});
}
