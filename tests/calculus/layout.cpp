#include <ctgrad/calculus/layout.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

template <layout L> constexpr int entries = L.y.size();

}  // namespace

BOOST_AUTO_TEST_CASE(is_a_template_argument) {
    static_assert(entries<layout{matrix_shape(2, 3), scalar_shape, scalar_shape, 0, 0}> == 6);
    static_assert(entries<layout{}> == 1);
}
