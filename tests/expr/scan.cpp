#include <ctgrad/check/boost_test.hpp>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/expr/scan.hpp>

#include <array>
#include <cmath>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr int steps = 5;

constexpr auto h = vector<"h", 2>;
constexpr auto x = vector<"x", 3>;
constexpr auto b = vector<"b", 2>;
constexpr auto h0 = vector<"h0", 2>;
constexpr auto W = matrix<"W", 2, 3>;
constexpr auto U = matrix<"U", 2, 2>;
constexpr auto X = matrix<"X", steps, 3>;

constexpr auto s = scalar<"s">;
constexpr auto s0 = scalar<"s0">;
constexpr auto q = scalar<"q">;
constexpr auto u = scalar<"u">;
constexpr auto a = scalar<"a">;
constexpr auto v = vector<"v", steps>;

constexpr double weights[2][3] = {{.1, .2, -.3}, {.4, -.5, .6}};
constexpr double recurrent[2][2] = {{.3, -.2}, {.5, .7}};
constexpr double bias[] = {.1, -.2};
constexpr double state[] = {.3, .4};
constexpr double given[steps][3] = {
    {.5, -.1, .9}, {-.7, .3, .2}, {.1, .8, -.4}, {.6, -.9, .3}, {-.2, .4, .7}};
constexpr double numbers[] = {.1, .5, -.3, .7, -.9};

constexpr auto next_h = tanh(W * x + U * h + b);

/// What a scan and what is unrolled make of the same clauses.
constexpr auto loss_of(auto run) {
    return squared_norm(run.last(h)) + sum(sin(run.output())) + run.total();
}

void check_same(const auto& one, const auto& other) {
    BOOST_TEST_REQUIRE(one.size() == other.size());
    for (std::size_t i = 0; i < one.size(); ++i)
        BOOST_TEST(one.data()[i] == other.data()[i], boost::test_tools::tolerance(1e-13));
}

}  // namespace

BOOST_TEST_DECORATOR(*boost::unit_test::tolerance(1e-13))
BOOST_AUTO_TEST_CASE(a_scan_and_its_gradient_are_those_of_the_unrolled_steps) {
    constexpr auto clauses = [](auto run) {
        return run(carry(h, h0, next_h), each(x, X), emit(next_h), accumulate(squared_norm(h)));
    };
    constexpr auto f = loss_of(clauses([](auto... c) { return scan<steps>(c...); }));
    constexpr auto g = loss_of(clauses([](auto... c) { return unroll<steps>(c...); }));
    const auto at = [](auto e) {
        return value_and_gradient(e, W, U, b, h0, X)(W = weights, U = recurrent, b = bias,
                                                     h0 = state, X = given);
    };
    const auto one = at(f), other = at(g);
    BOOST_TEST(one.value == other.value);
    check_same(one.gradient[W], other.gradient[W]);
    check_same(one.gradient[U], other.gradient[U]);
    check_same(one.gradient[b], other.gradient[b]);
    check_same(one.gradient[h0], other.gradient[h0]);
    check_same(one.gradient[X], other.gradient[X]);
}

BOOST_TEST_DECORATOR(*boost::unit_test::tolerance(1e-12))
BOOST_AUTO_TEST_CASE(numbers_go_through_time_as_a_loop_of_them_does) {
    constexpr auto run = scan<steps>(carry(s, s0, a * s + sin(u * s)), each(u, v), emit(s));
    double expected = .4;
    for (int t = 0; t < steps; ++t) {
        BOOST_TEST(element(run.output(), 4_c)(a = .7, s0 = .4, v = numbers) ==
                   run.output()(a = .7, s0 = .4, v = numbers)[4]);
        BOOST_TEST(run.output()(a = .7, s0 = .4, v = numbers)[static_cast<std::size_t>(t)] ==
                   expected);
        expected = .7 * expected + std::sin(numbers[t] * expected);
    }
    BOOST_TEST(run.last(s)(a = .7, s0 = .4, v = numbers) == expected);
}

BOOST_TEST_DECORATOR(*boost::unit_test::tolerance(1e-12))
BOOST_AUTO_TEST_CASE(second_derivatives_go_through_a_scan_too) {
    constexpr auto loss = [](auto run) { return square(run.last(s)) + run.total(); };
    constexpr auto cell = carry(s, s0, a * s + sin(u * s));
    constexpr auto f = loss(scan<steps>(cell, each(u, v), accumulate(s * u * a)));
    constexpr auto g = loss(unroll<steps>(cell, each(u, v), accumulate(s * u * a)));
    const auto H = hessian(f, a, s0, v)(a = .7, s0 = .4, v = numbers);
    const auto K = hessian(g, a, s0, v)(a = .7, s0 = .4, v = numbers);
    BOOST_TEST(H[a][a] == K[a][a]);
    BOOST_TEST(H[a][s0] == K[a][s0]);
    BOOST_TEST(H[s0][a] == H[a][s0]);
    check_same(H[a][v], K[a][v]);
    check_same(H[v][v], K[v][v]);
}

BOOST_TEST_DECORATOR(*boost::unit_test::tolerance(1e-12))
BOOST_AUTO_TEST_CASE(scans_stand_inside_of_cells_and_on_top_of_each_other) {
    constexpr auto both = [](auto inner_loop, auto outer_loop) {
        constexpr auto inner =
            inner_loop(carry(q, s, q + 0.1_c * sin(a * q + u)), accumulate(q * q));
        constexpr auto outer = outer_loop(carry(s, s0, inner.last(q)), each(u, v),
                                          accumulate(inner.total()), emit(a * s));
        constexpr auto upper =
            outer_loop(carry(q, 1_c, tanh(a * q + u)), each(u, outer.output()), emit(q));
        return outer.last(s) * outer.total() + sum(square(upper.output())) + upper.last(q);
    };
    constexpr auto loop = [](auto... c) { return scan<steps>(c...); };
    constexpr auto long_hand = [](auto... c) { return unroll<steps>(c...); };
    constexpr auto short_loop = [](auto... c) { return scan<3>(c...); };
    constexpr auto short_hand = [](auto... c) { return unroll<3>(c...); };
    const auto at = [](auto e) {
        return value_and_gradient(e, a, s0, v)(a = .7, s0 = .4, v = numbers);
    };
    const auto expected = at(both(short_hand, long_hand));
    const auto check = [&](auto found) {
        BOOST_TEST(found.value == expected.value);
        BOOST_TEST(found.gradient[a] == expected.gradient[a]);
        BOOST_TEST(found.gradient[s0] == expected.gradient[s0]);
        check_same(found.gradient[v], expected.gradient[v]);
    };
    check(at(both(short_loop, loop)));
    check(at(both(short_hand, loop)));
    constexpr auto da = diff(both(short_loop, loop), a);
    constexpr auto db = diff(both(short_hand, long_hand), a);
    BOOST_TEST(diff(da, s0)(a = .7, s0 = .4, v = numbers) ==
               diff(db, s0)(a = .7, s0 = .4, v = numbers));
}

BOOST_TEST_DECORATOR(*boost::unit_test::tolerance(1e-12))
BOOST_AUTO_TEST_CASE(a_backward_scan_begins_with_the_last_row_and_keeps_their_order) {
    constexpr auto f = [](auto run) { return dot(v, run.output()) * run.last(s); };
    constexpr auto cell = carry(s, 0_c, s * a + u);
    constexpr auto run = scan_backward<steps>(cell, each(u, v), emit(s));
    double expected = 0;
    for (int t = steps; t-- > 0; expected = expected * .7 + numbers[t])
        BOOST_TEST(run.output()(a = .7, v = numbers)[static_cast<std::size_t>(t)] == expected);
    constexpr auto g = f(unroll_backward<steps>(cell, each(u, v), emit(s)));
    const auto one = value_and_gradient(f(run), a, v)(a = .7, v = numbers);
    const auto other = value_and_gradient(g, a, v)(a = .7, v = numbers);
    BOOST_TEST(one.value == other.value);
    BOOST_TEST(one.gradient[a] == other.gradient[a]);
    check_same(one.gradient[v], other.gradient[v]);
}

BOOST_AUTO_TEST_CASE(bound_variables_keep_their_names_and_stay_free_outside) {
    constexpr auto one = scan<steps>(carry(s, s0, a * s)).last(s);
    constexpr auto other = scan<steps>(carry(q, s0, a * q)).last(q);
    static_assert(one(s0 = 3., a = .5) == other(s0 = 3., a = .5), "the same number");
    static_assert(diff(one, a)(s0 = 3., a = .5) == diff(other, a)(s0 = 3., a = .5), "and slope");
    // It begins with what is bound inside.
    constexpr auto again = s * scan<steps>(carry(s, s, a * s)).last(s);
    BOOST_TEST(again(s = 2., a = .5) == 2. * 2. / 32);
    BOOST_TEST(diff(again, s)(s = 2., a = .5) == 2. * 2. / 32);
    static_assert(text(one) == "scan<5>(s = s0: s = a * s)" ||
                      text(one) == "element(scan<5>(s = s0: s = a * s), 0)",
                  "it reads as a loop");
}

BOOST_AUTO_TEST_CASE(matrices_are_carried_and_given_and_put_out) {
    constexpr auto P = matrix<"P", 2, 2>;
    constexpr auto A = matrix<"A", 2, 2>;
    constexpr auto S = matrix<"S", 6, 2>;  // three of them
    constexpr auto run = scan<3>(carry(P, U, A * P), each(A, S), emit(A * P));
    const double all[6][2] = {{1, 2}, {0, 1}, {1, 0}, {3, 1}, {2, 0}, {0, 1}};
    const double start[2][2] = {{1, 0}, {0, 1}};
    const auto put_out = run.output()(U = start, S = all);
    BOOST_TEST(put_out(3, 0) == 3);
    BOOST_TEST(put_out(3, 1) == 7);
    BOOST_TEST(run.last(P)(U = start, S = all)(0, 1) == 4);
    BOOST_TEST(diff(trace(run.last(P)), U)(U = start, S = all)(1, 0) == 4);
}

BOOST_AUTO_TEST_CASE(one_step_float_and_constant_expressions) {
    constexpr auto w = vector<"w", 1>;
    constexpr auto run = scan<1>(carry(s, s0, s * u + a), each(u, w), emit(s));
    constexpr auto f = run.last(s) * sum(run.output());
    static_assert(f(s0 = 2., a = 1., w = std::array<double, 1>{3.}) == 14, "7 times 2");
    static_assert(diff(f, s0)(s0 = 2., a = 1., w = std::array<double, 1>{3.}) == 13, "2 s0 w + a");
    BOOST_TEST(f(s0 = 2.f, a = 1.f, w = std::array<float, 1>{3.f}) == 14.f);
}

BOOST_AUTO_TEST_CASE(cost_counts_every_step_and_long_sequences_run) {
    constexpr auto of = [](auto run) { return run.last(s); };
    constexpr auto f = of(scan<10>(carry(s, s0, a * s + 1_c)));
    constexpr auto g = of(scan<10000>(carry(s, s0, a * s + 1_c)));
    static_assert(cost(f).operations == 20 && cost(g).operations == 20000, "two in each step");
    static_assert(cost(gradient(g, a, s0)).memory < 30000, "what is kept is the state");
    const auto r = value_and_gradient(g, a, s0)(a = .5, s0 = 3.);
    BOOST_TEST(r.value == 2);
    BOOST_TEST(r.gradient[a] == 4, boost::test_tools::tolerance(1e-12));  // of 1 / (1 - a)
    BOOST_TEST(r.gradient[s0] == 0);
}

BOOST_AUTO_TEST_CASE(a_scan_of_scans_keeps_few_states_and_computes_the_same) {
    constexpr auto cell = 0.99_c * s + 0.1_c * sin(a * s);
    constexpr auto flat = scan<10000>(carry(s, s0, cell)).last(s);
    constexpr auto inner = scan<100>(carry(s, s, cell)).last(s);
    constexpr auto blocks = scan<100>(carry(s, s0, inner)).last(s);
    constexpr auto of = [](auto f) { return value_and_gradient(f, a, s0); };
    static_assert(cost(of(blocks)).memory * 100 < 3 * cost(of(flat)).memory, "of 10,000 states");
    const auto one = of(flat)(a = .3, s0 = 2.), other = of(blocks)(a = .3, s0 = 2.);
    const auto close = boost::test_tools::tolerance(1e-11);
    BOOST_TEST(one.value == other.value, close);
    BOOST_TEST(one.gradient[s0] == other.gradient[s0], close);
    BOOST_TEST(one.gradient[a] == other.gradient[a], close);
}

BOOST_AUTO_TEST_CASE(a_leaky_integrator_weighs_the_past) {
    // s decays by the rate and takes in what is given: s_T = sum a^(T - 1 - t) (1 - a) u_t.
    constexpr auto run = scan<steps>(carry(s, 0_c, a * s + (1_c - a) * u), each(u, v));
    constexpr auto f = run.last(s);
    double value = 0, by_a = 0;
    for (int t = 0; t < steps; ++t) {
        by_a = value + .7 * by_a - numbers[t];
        value = .7 * value + .3 * numbers[t];
    }
    const auto r = value_and_gradient(f, a, v)(a = .7, v = numbers);
    const auto close = boost::test_tools::tolerance(1e-14);
    BOOST_TEST(r.value == value, close);
    BOOST_TEST(r.gradient[a] == by_a, close);
    for (std::size_t t = 0; t < steps; ++t)
        BOOST_TEST(r.gradient[v][t] == .3 * std::pow(.7, 4 - static_cast<double>(t)), close);
}

BOOST_AUTO_TEST_CASE(gradients_go_through_a_simulation) {
    // A damped pendulum by the classical Runge-Kutta method, for 5 seconds.
    constexpr auto w = scalar<"w">;
    constexpr auto damping = scalar<"damping">;
    constexpr auto pull = scalar<"pull">;
    constexpr auto dt = 0.05_c;
    constexpr auto force = [=](auto angle, auto speed) {
        return -pull * sin(angle) - damping * speed;
    };
    constexpr auto k1 = force(q, w);
    constexpr auto w2 = w + dt / 2_c * k1;
    constexpr auto k2 = force(q + dt / 2_c * w, w2);
    constexpr auto w3 = w + dt / 2_c * k2;
    constexpr auto k3 = force(q + dt / 2_c * w2, w3);
    constexpr auto w4 = w + dt * k3;
    constexpr auto k4 = force(q + dt * w3, w4);
    constexpr auto run = scan<100>(carry(q, s0, q + dt / 6_c * (w + 2_c * w2 + 2_c * w3 + w4)),
                                   carry(w, a, w + dt / 6_c * (k1 + 2_c * k2 + 2_c * k3 + k4)),
                                   accumulate(square(q)));
    constexpr auto f = run.total() + run.last(q) * run.last(w);
    BOOST_TEST(gradient_matches(f, pull = 9.81, damping = .3, s0 = 1.5, a = -.5));
    // Small swings are those of the linear equation, exp(-b t) (cos(c t) + b / c sin(c t)).
    const double c = std::sqrt(9.81 - .15 * .15), t = 5;
    BOOST_TEST(run.last(q)(pull = 9.81, damping = .3, s0 = 1e-4, a = 0.) ==
                   1e-4 * std::exp(-.15 * t) * (std::cos(c * t) + .15 / c * std::sin(c * t)),
               boost::test_tools::tolerance(1e-3));
}

BOOST_AUTO_TEST_CASE(products_in_a_cell_read_transposed_parameters_as_they_are_stored) {
    constexpr auto A = matrix<"A", 3, 2>;
    constexpr auto cell = tanh(transpose(U) * h + transpose(A) * (A * h));
    constexpr auto loss = [](auto run) { return squared_norm(run.last(h)); };
    constexpr auto f = loss(scan<3>(carry(h, h0, cell)));
    constexpr auto g = loss(unroll<3>(carry(h, h0, cell)));
    const double numbers_of_a[3][2] = {{.3, -.2}, {.1, .6}, {-.4, .2}};
    const auto at = [&](auto e) {
        return value_and_gradient(e, U, A, h0)(U = recurrent, A = numbers_of_a, h0 = state);
    };
    const auto one = at(f), other = at(g);
    BOOST_TEST(one.value == other.value, boost::test_tools::tolerance(1e-14));
    check_same(one.gradient[U], other.gradient[U]);
    check_same(one.gradient[A], other.gradient[A]);
    check_same(one.gradient[h0], other.gradient[h0]);
    static_assert(cost(scan<3>(carry(h, h0, transpose(U) * h)).last(h)).memory ==
                      cost(scan<3>(carry(h, h0, U * h)).last(h)).memory,
                  "there is no copy of U");
}

BOOST_TEST_DECORATOR(*boost::unit_test::tolerance(1e-12))
BOOST_AUTO_TEST_CASE(forward_and_backward_through_scans_agree) {
    constexpr auto inner = scan<2>(carry(s, 0_c, s + tanh(a * s + u)), each(u, h), emit(s));
    constexpr auto f = scan<steps>(carry(h, h0, hadamard(inner.output(), h) + q * b), each(q, v),
                                   accumulate(q * inner.last(s) * h))
                           .total();
    const auto at = [](auto e) { return e(a = .7, h0 = state, b = bias, v = numbers); };
    BOOST_TEST(at(dot(b, diff(f, a))) == at(diff(dot(b, f), a)));
    BOOST_TEST(at(dot(b, jvp(f, h0, h0))) == at(dot(vjp(f, h0, b), h0)));
    // As H is symmetric, H b is the derivative of dot(gradient, b).
    constexpr auto e =
        squared_norm(scan<steps>(carry(h, h0, tanh(a * h + q * b)), each(q, v)).last(h));
    check_same(at(hessian_vector_product(e, h0, b)), at(diff(dot(diff(e, h0), exactly(b)), h0)));
}
