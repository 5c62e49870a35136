#include <type_traits>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/spelled_types.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

/// Templates of their own, as they have parameters.
template <class Operation> constexpr bool has_parameters() {
    for (const operation* op : {&descriptor<operations::slice>, &descriptor<operations::place>,
                                &descriptor<operations::stack>, &descriptor<operations::one_hot>,
                                &descriptor<operations::diagonal_matrix>})
        if (op == &descriptor<Operation>) return true;
    return false;
}

template <class Operation> constexpr bool has_name() {
    using term = spelled::term<Operation, spelled::scalar<"x">>;
    return !std::is_same_v<decltype(spelled::spell(term{})), term>;
}

template <class... Operations> void check(operations::operation_list<Operations...>) {
    const bool named[] = {(has_name<Operations>() != has_parameters<Operations>())...};
    const operation* const all[] = {&descriptor<Operations>...};
    for (std::size_t i = 0; i < sizeof...(Operations); ++i) BOOST_TEST(named[i], all[i]->name);
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_operation_is_spelled) {
    check(operations::unary_functions{});
    check(operations::binary_functions{});
    check(operations::ternary_functions{});
    check(operations::structural_operations{});
}
