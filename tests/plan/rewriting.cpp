#include <ctgrad/plan/rewriting.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

struct counts {
    int size = 0;
    bool ordered = false;
    bool last_is_sum = false;
};

template <class Operation> constexpr instruction step(int target, int a, int b = -1) {
    return make_instruction(descriptor<Operation>, target, scalar_shape, a, scalar_shape, b);
}

// Values 0 and 1 are bound; v2 = v0 v1, v3 = -v2, v4 = v3 + v0 is the output.
constexpr counts rewrite() {
    detail::lowered p;
    for (int v = 0; v < 5; ++v) p.values.push(new_value(scalar_shape));
    p.code.push(step<operations::product>(2, 0, 1));
    p.code.push(step<operations::negate>(3, 2));
    p.code.push(step<operations::sum>(4, 3, 0));
    const int outputs[] = {4};
    detail::rewriting r(p, outputs, 1);
    if (r.once<operations::negate>(3) != 1 || r.once<operations::sum>(4) >= 0) return {};
    r.write<operations::sum>(2, 0, r.add<operations::exp>(1));
    r.order();
    counts result{p.code.size, true, p.code.data[1].op == &descriptor<operations::sum>};
    result.ordered = p.code.data[0].target == p.code.data[1].operand[1];
    return result;
}

}  // namespace

static_assert(rewrite().size == 2, "what nothing uses is gone");
static_assert(rewrite().ordered && rewrite().last_is_sum, "what was added stands before its use");

BOOST_AUTO_TEST_CASE(in_constant_expressions) { BOOST_TEST(rewrite().size == 2); }
