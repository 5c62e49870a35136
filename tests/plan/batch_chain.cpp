#include <ctgrad/plan/batch_chain.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::detail;

namespace {

constexpr shape eight = vector_shape(8);

/// Values of 8 numbers with the numbers 0 to 5; 6 is a part of 0, 7 a scalar, 8 the constant 0 and
/// 9 the constant 1.
constexpr void add_values(lowered& p) {
    for (int i = 0; i < 6; ++i) p.values.push(new_value(eight));
    p.values.push({vector_shape(4), {space::none, 0, 2}, 0, 0, 1});
    p.values.push(new_value(scalar_shape));
    p.values.push(constant_value(0));
    p.values.push(constant_value(1));
}

template <class Operation>
constexpr instruction make(int target, int a, int b = -1, shape extent = eight) {
    return make_instruction(descriptor<Operation>, target, extent, a, scalar_shape, b);
}

/// Whether an instruction joins a group that made the value 1.
constexpr bool joins(const instruction& code, shape extent = eight) {
    lowered p;
    add_values(p);
    group_values group(p.values.size);
    group.add(make<operations::product>(1, 2, 3), 0);
    return joins_group(p, code, extent, group);
}

/// What `code`, which follows relu and less, reads as its operand 1.
template <class... Code> constexpr int bound_reads(const Code&... code) {
    lowered p;
    add_values(p);
    (p.code.push(code), ...);
    read_relu_instead(p);
    return p.code.data[p.code.size - 1].operand[1];
}

}  // namespace

BOOST_AUTO_TEST_CASE(entry_by_entry) {
    static_assert(joins(make<operations::tanh>(2, 1)));
    static_assert(joins(make<operations::sum>(2, 1, 1)));
    static_assert(joins(make<operations::product>(2, 1, 7)), "a number for all entries");
    static_assert(joins(make<operations::product>(2, 1, 9)), "a constant");
    static_assert(joins(make<operations::tanh>(2, 3)), "nothing of the group at all");
}

BOOST_AUTO_TEST_CASE(other_extents_and_operations_stay_outside) {
    static_assert(!joins(make<operations::tanh>(2, 1), vector_shape(9)));
    static_assert(!joins(make<operations::tanh>(2, 1), matrix_shape(8, 1)));
    static_assert(!joins(make<operations::softmax>(2, 1)));
    static_assert(!joins(make<operations::copy>(2, 7, -1, scalar_shape), scalar_shape),
                  "an entry of a whole value");
}

BOOST_AUTO_TEST_CASE(functions_that_wait_for_one_of_the_group_stay_outside) {
    const auto joins_behind = [](const instruction& first, const instruction& next,
                                 const instruction& code) {
        lowered p;
        add_values(p);
        group_values group(p.values.size);
        group.add(first, 0);
        group.add(next, 1);
        return joins_group(p, code, eight, group);
    };
    constexpr instruction tanh = make<operations::tanh>(1, 0);
    constexpr instruction doubled = make<operations::sum>(2, 1, 1);
    static_assert(joins_behind(tanh, doubled, make<operations::exp>(3, 4)), "another argument");
    static_assert(joins_behind(tanh, doubled, make<operations::product>(3, 2, 1)), "no function");
    static_assert(!joins_behind(tanh, doubled, make<operations::exp>(3, 1)));
    static_assert(!joins_behind(tanh, doubled, make<operations::exp>(3, 2)), "by way of a sum");
}

BOOST_AUTO_TEST_CASE(light_operations) {
    static_assert(is_light(make<operations::relu>(2, 1)));
    static_assert(is_light(make<operations::product>(2, 1, 3)));
    static_assert(!is_light(make<operations::tanh>(2, 1)));
    static_assert(!is_light(make<operations::divide>(2, 1, 3)));
    instruction square = make<operations::power>(2, 1);
    square.p = 2, square.q = 1;
    static_assert(!is_light(make<operations::power>(2, 1)));
    BOOST_TEST(is_light(square));
}

BOOST_AUTO_TEST_CASE(parts) {
    static_assert(joins(make<operations::tanh>(2, 6)), "a part of what was there before");
    constexpr bool of_the_group = [] {
        lowered p;
        add_values(p);
        group_values group(p.values.size);
        group.add(make<operations::product>(0, 2, 3), 3);
        return joins_group(p, make<operations::tanh>(2, 6), eight, group);
    }();
    static_assert(!of_the_group, "a part is other entries than those at hand");
    constexpr bool to_a_part = [] {
        instruction code = make<operations::copy>(2, 3);
        code.target_offset = 1;
        return joins(code);
    }();
    static_assert(!to_a_part);
    constexpr bool beside_others = [] {
        lowered p;
        add_values(p);
        const group_values group(p.values.size);
        instruction code = make<operations::copy>(2, 3);
        code.extent = vector_shape(4);
        code.target_offset = 4;
        return joins_group(p, code, vector_shape(4), group);
    }();
    static_assert(beside_others, "the second half of a value, from where the half is made");
}

BOOST_AUTO_TEST_CASE(derivative_of_relu) {
    constexpr instruction relu = make<operations::relu>(2, 1);
    static_assert(bound_reads(relu, make<operations::less>(3, 8, 1)) == 2);
    static_assert(bound_reads(relu, make<operations::less>(3, 9, 1)) == 1, "1 < u is not 1 < relu");
    static_assert(bound_reads(relu, make<operations::less>(3, 8, 4)) == 4, "another value");
    static_assert(bound_reads(relu, make<operations::less>(3, 7, 1)) == 1, "no constant");
    static_assert(bound_reads(make<operations::tanh>(2, 1), make<operations::less>(3, 8, 1)) == 1);
    // The value is only there once relu is computed.
    constexpr bool before = [] {
        lowered p;
        add_values(p);
        p.code.push(make<operations::less>(3, 8, 1));
        p.code.push(make<operations::relu>(2, 1));
        read_relu_instead(p);
        return p.code.data[0].operand[1] == 1;
    }();
    static_assert(before);
}
