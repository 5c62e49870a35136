#include <ctgrad/nn/truncated_window.hpp>

#include <ctgrad/expr/literal.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

BOOST_AUTO_TEST_CASE(inputs_of_a_window_are_told_apart) {
    constexpr auto s = scalar<"s">;
    constexpr auto a = scalar<"a">;
    constexpr auto u = ctgrad::vector<"u", 3>;
    constexpr auto next = a * s + sum(u);
    using loss = std::remove_const_t<decltype(next)>;
    using clauses = detail::clause_list<decltype(carry(s, 1_c, next))>;
    using parameter = std::remove_const_t<decltype(a)>;
    using step = detail::truncated_step<loss, clauses, parameter>;
    static_assert(step::given.count == 1 && step::given.at[0] == u.id, "what is left is given");
    using window = detail::truncated_window<2, 5, loss, clauses, parameter>;
    constexpr auto now = window::rows_now<u.id>();
    constexpr auto before = window::rows_before<u.id>();
    static_assert(now.extent() == matrix_shape(2, 3) && before.extent() == matrix_shape(3, 3),
                  "two steps count, three are before them");
    using from = detail::window_input;
    BOOST_TEST((window::source_of(now.id).from == from::now));
    BOOST_TEST((window::source_of(before.id).from == from::before));
    BOOST_TEST((window::source_of(a.id).from == from::parameter));
    BOOST_TEST((window::source_of(window::start_of<s.id>().id).from == from::start));
    BOOST_TEST((window::source_of(window::are_on().id).from == from::on));
}
