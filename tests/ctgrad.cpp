// As <windows.h> has them, whatever one asks it to leave out: they are no names here.
#define near
#define far
#include <ctgrad/ctgrad.hpp>
#undef near
#undef far

#include <boost/test/unit_test.hpp>

// What the one header promises: every room a user enters by name, without another include.
BOOST_AUTO_TEST_CASE(everything_is_at_hand) {
    using namespace ctgrad;
    using namespace ctgrad::literals;
    constexpr auto x = scalar<"x">;
    constexpr auto y = scalar<"y">;
    constexpr auto f = x * x * y + 0.5_c * sin(x);
    static_assert(text(diff(x * x, x)) == "2 * x" && !latex(f).empty());
    static_assert(cost(f).operations > 0 && cost(value_and_gradient(f, x, y)).operations > 0);
    BOOST_TEST(f(x = 0.0, y = 2.0) == 0);
    BOOST_TEST(gradient(f, x, y)(x = 1.0, y = 2.0)[y] == 1);
    BOOST_TEST(hessian(f, x, y)(x = 1.0, y = 2.0)[x][y] == 2);

    using net = nn::mlp<nn::dense<2, 3, nn::relu>, nn::dense<3, 1>>;
    constexpr auto loss = nn::l2(net::output);
    parameters_for<float, decltype(net::parameters)> weights, slope;
    nn::adam<decltype(weights)> optimiser;
    auto step = make_batch_gradient<float>(loss, net::parameters);
    const std::array<float, 4> inputs{1, 2, 3, 4};
    BOOST_TEST(step.update(weights, slope, optimiser, net::input = rows(inputs)) == 0);
}
