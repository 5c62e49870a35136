#include <ctgrad/kernel/wide.hpp>

#include <cmath>
#include <limits>
#include <type_traits>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/calculus/operations.hpp>

using namespace ctgrad;
using kernel::wide;
using types = boost::mpl::list<float, double>;

namespace {

template <class T> using limits = std::numeric_limits<T>;

template <class T>
constexpr T numbers[] = {T(-3.5),
                         T(-1),
                         T(-0.25),
                         T(-0.0),
                         T(0),
                         T(0.3),
                         T(0.75),
                         T(1),
                         T(2.5),
                         T(-17),
                         T(40),
                         T(-90),
                         T(100),
                         T(-123456),
                         T(1e12),
                         limits<T>::max(),
                         limits<T>::lowest(),
                         limits<T>::min(),
                         -limits<T>::min() / 4,
                         limits<T>::denorm_min(),
                         -limits<T>::denorm_min(),
                         limits<T>::infinity(),
                         -limits<T>::infinity(),
                         limits<T>::quiet_NaN()};

/// Equal but for a few units in the last place: infinities, NaN and the sign of 0 exactly.
template <class T> bool close(T a, T b) {
    if (a != a || b != b) return a != a && b != b;
    if (a == b) return a != 0 || std::signbit(a) == std::signbit(b);
    return std::abs(a - b) <= 8 * (limits<T>::epsilon() * std::abs(b) + limits<T>::denorm_min());
}

/// An operation's value on packs is, lane by lane, that on numbers.
template <class Operation, class T, class... More> void check(More... more) {
    for (const T u : numbers<T>) {
        wide<T> all(u);
        for (int i = 1; i < kernel::lanes<T>; i += 2) all.value[i] = T(0.5);
        const wide<T> found = Operation::value(all, wide<T>(more)...);
        const T expected[] = {Operation::value(u, more...), Operation::value(T(0.5), more...)};
        for (int i = 0; i < kernel::lanes<T>; ++i)
            BOOST_TEST(close(T(found.value[i]), expected[i % 2]),
                       Operation::name.view() << "(" << (i % 2 == 0 ? u : T(0.5)) << ") is "
                                              << found.value[i] << ", not " << expected[i % 2]);
    }
}

template <class T, class... Unary> void check_each(operations::operation_list<Unary...>) {
    (check<Unary, T>(), ...);
}
template <class T, class... Binary>
void check_each(operations::operation_list<Binary...>, T other) {
    (check<Binary, T>(other), ...);
}
template <class T, class... Ternary>
void check_each(operations::operation_list<Ternary...>, T second, T third) {
    (check<Ternary, T>(second, third), ...);
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(values_of_functions_hold_for_packs, T, types) {
    check_each<T>(operations::unary_functions());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(values_of_two_operands_hold_for_packs, T, types) {
    for (const T other : numbers<T>) check_each<T>(operations::binary_functions(), other);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(values_of_three_operands_hold_for_packs, T, types) {
    for (const T second : numbers<T>)
        for (const T third : {T(-2), T(0), T(3), limits<T>::quiet_NaN()})
            check_each<T>(operations::ternary_functions(), second, third);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(not_a_number_is_never_swallowed, T, types) {
    namespace op = operations;
    const wide<T> nan(limits<T>::quiet_NaN()), one(1), infinite(limits<T>::infinity());
    for (const wide<T> y :
         {op::relu::value(nan), op::hard_tanh::value(nan), op::leaky_relu::value(nan, one),
          op::leaky_relu::value(-one, nan), op::elu::value(nan), op::max::value(nan, one),
          op::max::value(one, nan), op::max::value(nan, infinite), op::min::value(nan, one),
          op::min::value(one, nan), op::min::value(-infinite, nan),
          op::clamp::value(nan, -one, one), op::softplus::value(nan), op::sigmoid::value(nan),
          op::sign::value(nan)})
        for (int i = 0; i < kernel::lanes<T>; ++i) BOOST_TEST(std::isnan(y.value[i]));
    BOOST_TEST(op::relu::value(infinite).value[0] == limits<T>::infinity());
    BOOST_TEST(op::max::value(infinite, one).value[0] == limits<T>::infinity());
    BOOST_TEST(op::min::value(-infinite, one).value[0] == -limits<T>::infinity());
}

BOOST_AUTO_TEST_CASE(powers) {
    const wide<double> u(1.5);
    BOOST_TEST((operations::power::value<3, 1>(u).value[0]) == 3.375);
    BOOST_TEST((operations::power::value<-1, 1>(u).value[0]) == 1 / 1.5);
    BOOST_TEST((operations::power::value<1, 2>(u).value[0]) == std::sqrt(1.5));
    BOOST_TEST((operations::power::value<2, 5>(u).value[0]) == std::pow(1.5, 0.4));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_type_names_the_accuracy, T, types) {
    using accurate = wide<T, kernel::accurate>;
    using fast = wide<T, kernel::fast>;
    static_assert(std::is_same_v<wide<T>, accurate> && !std::is_same_v<wide<T>, fast>);
    static_assert(!std::is_convertible_v<fast, accurate> && !std::is_convertible_v<accurate, fast>);
    static_assert(std::is_same_v<decltype(operations::tanh::value(fast())), fast>);
    const T least = std::log(limits<T>::min()) - 1;  // e^least is subnormal
    BOOST_TEST(operations::exp::value(accurate(least)).value[0] > 0);
    BOOST_TEST(operations::exp::value(fast(least)).value[0] == 0);
    BOOST_TEST(
        close(T(operations::sigmoid::value(fast(2)).value[0]), operations::sigmoid::value(T(2))));
}
