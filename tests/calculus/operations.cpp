#include <ctgrad/calculus/operations.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

template <class... Operations> void check_names(operations::operation_list<Operations...>) {
    for (const operation* a : {&descriptor<Operations>...}) {
        BOOST_TEST(!a->name.empty());
        BOOST_TEST(a->key == hash(a->name));
        for (const operation* b : {&descriptor<Operations>...})
            BOOST_TEST((a == b || a->key != b->key));
    }
}

bool piecewise_constant(const operation* a) {
    using namespace operations;
    for (const operation* b : {&descriptor<less>, &descriptor<less_equal>, &descriptor<equal>,
                               &descriptor<operations::floor>, &descriptor<operations::sign>})
        if (a == b) return true;
    return false;
}

template <class... Operations> void check_rules(operations::operation_list<Operations...>) {
    for (const operation* a : {&descriptor<Operations>...})
        BOOST_TEST((a->derivative != nullptr || a->pull_back != nullptr || piecewise_constant(a)));
}

}  // namespace

BOOST_AUTO_TEST_CASE(names_are_unique) {
    check_names(operations::unary_functions{});
    check_names(operations::binary_functions{});
    check_names(operations::ternary_functions{});
    check_names(operations::structural_operations{});
}

BOOST_AUTO_TEST_CASE(all_others_have_derivatives) {
    check_rules(operations::unary_functions{});
    check_rules(operations::binary_functions{});
    check_rules(operations::ternary_functions{});
    check_rules(operations::structural_operations{});
}
