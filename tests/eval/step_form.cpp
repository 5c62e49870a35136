#include <ctgrad/eval/step_form.hpp>

#include <ctgrad/calculus/operations.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
namespace inner = ctgrad::detail;

BOOST_AUTO_TEST_CASE(code_depends_on_shapes_and_on_what_is_spread) {
    program_step s;
    s.count = 2;
    s.extent = s.operand_extent[1] = vector_shape(3);
    s.operand[0].where = s.operand[1].where = space::arena;
    const inner::step_form f = inner::form_of(s);
    BOOST_TEST(f.stride[0] == 0);
    BOOST_TEST(f.stride[1] == 1);
    s.operand[1].where = space::constant;
    BOOST_TEST(inner::form_of(s).stride[1] == 0);
}

BOOST_AUTO_TEST_CASE(one_entry) {
    static_assert(inner::entry_value<operations::product, 0, 1, double>(2., 3.) == 6);
    static_assert(inner::entry_value<operations::power, 3, 1, double>(2.) == 8);
    static_assert(inner::to_number<double>(rational(1, 4)) == .25);
    BOOST_TEST(inner::to_number<float>(rational(-7)) == -7);
}
