#include <ctgrad/calculus/record.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/calculus/operations.hpp>

using namespace ctgrad;

namespace {

constexpr detail::entry variable(identity id, name_view name) {
    return detail::leaf_entry(
        detail::leaf_record(descriptor<operations::variable>, id, name, 0, 0, scalar_shape));
}
constexpr detail::entry x = variable(1, {"x", 1}), y = variable(2, {"y", 1});
constexpr const detail::entry* five[] = {&x, &y, &x, &y, &x};

constexpr detail::entry definition(int count) {
    detail::entry e{};
    e.content.op = &descriptor<operations::stack>;
    e.content.count = count;
    return e;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_constant_is_an_exact_fraction) {
    record half{};
    half.p = 1;
    half.q = 2;
    BOOST_TEST((half.value() == rational(1, 2)));
}

BOOST_AUTO_TEST_CASE(a_name_is_a_view) {
    BOOST_TEST(std::string_view(x.content.name) == "x");
    BOOST_TEST(std::string_view(name_view{}).empty());
}

BOOST_AUTO_TEST_CASE(a_variable_that_is_a_number) {
    BOOST_TEST(detail::is_number(x.content));
    record v = x.content;
    v.extent = vector_shape(2);
    BOOST_TEST(!detail::is_number(v));
    BOOST_TEST(!detail::is_number(definition(2).content));
}

BOOST_AUTO_TEST_CASE(few_operands_lie_in_an_entry_and_many_outside) {
    detail::entry two = definition(2), wide = definition(5);
    two.operands[0] = &x;
    two.operands[1] = &y;
    wide.all = five;
    BOOST_TEST(&two.operand(1) == &y);
    BOOST_TEST(&wide.operand(3) == &y);
    BOOST_TEST(&wide.operand(4) == &x);
}
