#include <ctgrad/kernel/wide.hpp>

#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

#include <ctgrad/calculus/operations.hpp>

using namespace ctgrad;

namespace {

template <class T> constexpr T numbers[] = {T(-3.5),
                                            T(-1),
                                            T(-0.25),
                                            T(-0.0),
                                            T(0),
                                            T(0.75),
                                            T(1),
                                            T(2.5),
                                            T(40),
                                            std::numeric_limits<T>::infinity(),
                                            -std::numeric_limits<T>::infinity(),
                                            std::numeric_limits<T>::quiet_NaN()};

template <class T> bool close(T a, T b) {
    if (a != a || b != b) return a != a && b != b;
    return a == b || std::abs(a - b) <= 8 * std::numeric_limits<T>::epsilon() * std::abs(b);
}

/// An operation's value on packs, lane by lane that on numbers.
template <class Operation, class T, class... More> void check(More... more) {
    using kernel::wide;
    for (const T u : numbers<T>) {
        wide<T> all(u);
        for (int i = 1; i < kernel::lanes<T>; i += 2) all.value[i] = T(0.5);
        const wide<T> found = Operation::value(all, wide<T>(more)...);
        BOOST_TEST(close(T(found.value[0]), T(Operation::value(u, more...))),
                   Operation::name.view() << "(" << u << ") is " << found.value[0]);
        if (kernel::lanes<T> > 1)
            BOOST_TEST(close(T(found.value[1]), T(Operation::value(T(0.5), more...))),
                       Operation::name.view() << " in lane 1 is " << found.value[1]);
    }
}

template <class T> void check_all() {
    namespace op = operations;
    check<op::exp, T>();
    check<op::tanh, T>();
    check<op::sigmoid, T>();
    check<op::softplus, T>();
    check<op::relu, T>();
    check<op::elu, T>();
    check<op::hard_tanh, T>();
    check<op::abs, T>();
    check<op::sign, T>();
    check<op::floor, T>();
    check<op::sin, T>();
    check<op::erf, T>();
    for (const T other : {T(0), T(1), T(-0.25), std::numeric_limits<T>::quiet_NaN()}) {
        check<op::sum, T>(other);
        check<op::product, T>(other);
        check<op::less, T>(other);
        check<op::less_equal, T>(other);
        check<op::equal, T>(other);
        check<op::max, T>(other);
        check<op::min, T>(other);
        check<op::leaky_relu, T>(other);
        check<op::select, T>(other, T(3));
        check<op::clamp, T>(other, T(2));
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(values_hold_for_packs_of_float) { check_all<float>(); }
BOOST_AUTO_TEST_CASE(values_hold_for_packs_of_double) { check_all<double>(); }

BOOST_AUTO_TEST_CASE(powers) {
    const kernel::wide<double> u(1.5);
    BOOST_TEST((operations::power::value<3, 1>(u).value[0]) == 3.375);
    BOOST_TEST((operations::power::value<-1, 1>(u).value[0]) == 1 / 1.5);
    BOOST_TEST((operations::power::value<1, 2>(u).value[0]) == std::sqrt(1.5));
}
