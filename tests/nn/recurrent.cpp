#include <ctgrad/nn/recurrent.hpp>

#include <ctgrad/check/boost_test.hpp>
#include <ctgrad/ctgrad.hpp>

#include <algorithm>
#include <cmath>
#include <span>

#include <boost/test/unit_test.hpp>

#include "pytorch_recurrent.hpp"

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr int inputs = 3, hidden = 2;

constexpr auto h = vector<"h", hidden>;
constexpr auto m = vector<"m", hidden>;

// The parameters of two layers, with so many gates.
template <int Gates> constexpr auto W0 = matrix<"W0", Gates * hidden, inputs>;
template <int Gates> constexpr auto U0 = matrix<"U0", Gates * hidden, hidden>;
template <int Gates> constexpr auto b0 = vector<"b0", Gates * hidden>;
template <int Gates> constexpr auto c0 = vector<"c0", Gates * hidden>;
template <int Gates> constexpr auto W1 = matrix<"W1", Gates * hidden, hidden>;
template <int Gates> constexpr auto U1 = matrix<"U1", Gates * hidden, hidden>;
template <int Gates> constexpr auto b1 = vector<"b1", Gates * hidden>;
template <int Gates> constexpr auto c1 = vector<"c1", Gates * hidden>;

// The initial states of both, and cells.
constexpr auto h0 = vector<"h0", hidden>;
constexpr auto h1 = vector<"h1", hidden>;
constexpr auto m0 = vector<"m0", hidden>;
constexpr auto m1 = vector<"m1", hidden>;

template <int Steps> constexpr auto X = matrix<"X", Steps, inputs>;

/// A layer over all steps: its outputs, and the sum of what it carries in the end.
template <int Steps, int Gates> constexpr auto layer(auto rows, auto W, auto U, auto b, auto c,
                                                     auto start, auto memory, auto activation) {
    constexpr auto x = vector<"x", decltype(rows)::extent().columns>;
    if constexpr (Gates == 4) {
        const auto next = nn::lstm_cell(x, h, m, W, U, b, c);
        const auto run = scan<Steps>(carry(h, start, next.h), carry(m, memory, next.c),
                                     each(x, rows), emit(next.h));
        return std::pair{run.output(), sum(run.last(h)) + sum(run.last(m))};
    } else {
        const auto next = [&] {
            if constexpr (Gates == 3) return nn::gru_cell(x, h, W, U, b, c);
            else return nn::elman_cell(x, h, W, U, b, c, activation);
        }();
        const auto run = scan<Steps>(carry(h, start, next), each(x, rows), emit(next));
        return std::pair{run.output(), sum(run.last(h))};
    }
}

/// The numbers that the samples are made of, as a value for this variable.
template <class Variable> auto formula(Variable, double scale, double phase, int first = 0) {
    detail::value_t<double, Variable::extent()> result{};
    for (int i = 0; i < Variable::extent().size(); ++i)
        result.data()[i] = scale * std::sin(.7 * (i + first) + phase);
    return result;
}

/// Compares with the next two sums of a sample.
struct comparison {
    const double* expected;

    void of(std::initializer_list<const double*> parts, int size) {
        double cosines = 0, sines = 0;
        int k = 0;
        for (const double* part : parts)
            for (int i = 0; i < size; ++i, ++k) {
                cosines += part[i] * std::cos(k);
                sines += part[i] * std::sin(k);
            }
        BOOST_TEST(std::abs(cosines - *expected++) < 1e-10 * (1 + std::abs(cosines)));
        BOOST_TEST(std::abs(sines - *expected++) < 1e-10 * (1 + std::abs(sines)));
    }
    void of(const auto& gradient) { of({gradient.data()}, static_cast<int>(gradient.size())); }
};

template <int Steps, int Gates>
void check_one_layer(const double* sample, auto activation) {
    constexpr auto g = std::integral_constant<int, Gates>{};
    const auto [output, last] =
        layer<Steps, Gates>(X<Steps>, W0<g>, U0<g>, b0<g>, c0<g>, h0, m0, activation);
    const auto with = [&](auto f, auto... more) {
        return value_and_gradient(f, W0<g>, U0<g>, b0<g>, c0<g>, X<Steps>, h0, more...)(
            W0<g> = formula(W0<g>, .8, 1), U0<g> = formula(U0<g>, .8, 2),
            b0<g> = formula(b0<g>, .8, 3), c0<g> = formula(c0<g>, .8, 4),
            X<Steps> = formula(X<Steps>, 1, .5), h0 = formula(h0, .5, .1),
            more = formula(more, .5, .2)...);
    };
    const auto compare = [&](const auto& r) {
        BOOST_TEST(r.value == *sample, boost::test_tools::tolerance(1e-12));
        comparison next{sample + 1};
        next.of(r.gradient[W0<g>]);
        next.of(r.gradient[U0<g>]);
        next.of(r.gradient[b0<g>]);
        next.of(r.gradient[c0<g>]);
        next.of(r.gradient[X<Steps>]);
        next.of(r.gradient[h0]);
        if constexpr (Gates == 4) next.of(r.gradient[m0]);
    };
    const auto loss = squared_norm(output) + last;
    if constexpr (Gates == 4) compare(with(loss, m0));
    else compare(with(loss));
}

template <int Steps, int Gates> void check_two_layers(const double* sample) {
    constexpr auto g = std::integral_constant<int, Gates>{};
    const auto [below, first] =
        layer<Steps, Gates>(X<Steps>, W0<g>, U0<g>, b0<g>, c0<g>, h0, m0, nn::tanh);
    const auto [output, second] =
        layer<Steps, Gates>(below, W1<g>, U1<g>, b1<g>, c1<g>, h1, m1, nn::tanh);
    const auto with = [&](auto f, auto... more) {
        return value_and_gradient(f, W0<g>, W1<g>, U1<g>, c1<g>, X<Steps>, h0, h1, more...)(
            W0<g> = formula(W0<g>, .8, 1), U0<g> = formula(U0<g>, .8, 2),
            b0<g> = formula(b0<g>, .8, 3), c0<g> = formula(c0<g>, .8, 4),
            W1<g> = formula(W1<g>, .8, 5), U1<g> = formula(U1<g>, .8, 6),
            b1<g> = formula(b1<g>, .8, 7), c1<g> = formula(c1<g>, .8, 8),
            X<Steps> = formula(X<Steps>, 1, .5), h0 = formula(h0, .5, .1),
            h1 = formula(h1, .5, .1, hidden),
            more = formula(more, .5, .2, more.id == m1.id ? hidden : 0)...);
    };
    const auto compare = [&](const auto& r) {
        BOOST_TEST(r.value == *sample, boost::test_tools::tolerance(1e-12));
        comparison{sample + 1}.of(r.gradient[W0<g>]);
        comparison{sample + 9}.of(r.gradient[W1<g>]);
        comparison{sample + 11}.of(r.gradient[U1<g>]);
        comparison{sample + 15}.of(r.gradient[c1<g>]);
        comparison{sample + 17}.of(r.gradient[X<Steps>]);
        comparison{sample + 19}.of({r.gradient[h0].data(), r.gradient[h1].data()}, hidden);
        if constexpr (Gates == 4)
            comparison{sample + 21}.of({r.gradient[m0].data(), r.gradient[m1].data()}, hidden);
    };
    const auto loss = squared_norm(output) + first + second;
    if constexpr (Gates == 4) compare(with(loss, m0, m1));
    else compare(with(loss));
}

}  // namespace

BOOST_AUTO_TEST_CASE(elman_networks_are_those_of_pytorch) {
    check_one_layer<1, 1>(tanh_1_1, nn::tanh);
    check_one_layer<2, 1>(relu_2_1, nn::relu);
    check_one_layer<40, 1>(tanh_40_1, nn::tanh);
}

BOOST_AUTO_TEST_CASE(gated_recurrent_units_are_those_of_pytorch) {
    check_one_layer<7, 3>(gru_7_1, nn::tanh);
    check_two_layers<2, 3>(gru_2_2);
}

BOOST_AUTO_TEST_CASE(long_short_term_memories_are_those_of_pytorch) {
    check_one_layer<7, 4>(lstm_7_1, nn::tanh);
    check_two_layers<40, 4>(lstm_40_2);
}

BOOST_AUTO_TEST_CASE(peepholes_let_the_gates_see_the_cell) {
    constexpr auto x = vector<"x", 1>;
    constexpr auto W = matrix<"W", 8, 1>;
    constexpr auto U = matrix<"U", 8, 2>;
    constexpr auto b = vector<"b", 8>;
    constexpr auto p = vector<"p", 2>;
    constexpr auto q = vector<"q", 2>;
    constexpr auto r = vector<"r", 2>;
    constexpr auto rows = matrix<"rows", 3, 1>;
    constexpr auto next = nn::lstm_cell(x, h, m, W, U, b, b, p, q, r);
    // One step by hand.
    const double in[1] = {.7}, at_h[2] = {.3, -.4}, at_m[2] = {.5, .9}, at_p[2] = {.2, -.6};
    const double at_q[2] = {-.3, .8}, at_r[2] = {.4, .1};
    const auto at_W = formula(W, .8, 1);
    const auto at_U = formula(U, .8, 2);
    const auto at_b = formula(b, .4, 3);
    const auto new_h = next.h(x = in, h = at_h, m = at_m, W = at_W, U = at_U, b = at_b, p = at_p,
                              q = at_q, r = at_r);
    for (int k = 0; k < 2; ++k) {
        const auto gate = [&](int number, double seen) {
            const int row = 2 * number + k;
            return at_W(row, 0) * in[0] + at_U(row, 0) * at_h[0] + at_U(row, 1) * at_h[1] +
                   2 * at_b[static_cast<std::size_t>(row)] + seen;
        };
        const auto sigmoid = [](double z) { return 1 / (1 + std::exp(-z)); };
        const double cell = sigmoid(gate(1, at_q[k] * at_m[k])) * at_m[k] +
                            sigmoid(gate(0, at_p[k] * at_m[k])) * std::tanh(gate(2, 0));
        BOOST_TEST(new_h[static_cast<std::size_t>(k)] ==
                       sigmoid(gate(3, at_r[k] * cell)) * std::tanh(cell),
                   boost::test_tools::tolerance(1e-14));
    }
    constexpr auto run =
        scan<3>(carry(h, 0_c * h, next.h), carry(m, 0_c * m, next.c), each(x, rows));
    BOOST_TEST(gradient_matches(sum(run.last(h)), rows = formula(rows, 1, .5), W = at_W, U = at_U,
                                b = at_b, p = at_p, q = at_q, r = at_r));
}

BOOST_AUTO_TEST_CASE(a_gradient_costs_at_most_three_times_the_value) {
    constexpr auto ratio = [](auto f, auto... x) {
        return static_cast<double>(cost(value_and_gradient(f, x...)).operations) /
               static_cast<double>(cost(f).operations);
    };
    constexpr auto gru = layer<40, 3>(X<40>, W0<3>, U0<3>, b0<3>, c0<3>, h0, m0, nn::tanh);
    constexpr auto f = squared_norm(gru.first) + gru.second;
    BOOST_TEST(ratio(f, W0<3>, U0<3>, b0<3>, c0<3>, h0) < 3);
    constexpr auto lstm = layer<40, 4>(X<40>, W0<4>, U0<4>, b0<4>, c0<4>, h0, m0, nn::tanh);
    constexpr auto g = squared_norm(lstm.first) + lstm.second;
    BOOST_TEST(ratio(g, W0<4>, U0<4>, b0<4>, c0<4>, h0, m0) < 3);
}

BOOST_AUTO_TEST_CASE(weights_may_lie_column_by_column) {
    // As streams take them; the gradient of a batch has their layout, and is made in it.
    constexpr int steps = 4, samples = 5;
    constexpr auto V = matrix<"V", inputs, 4 * hidden>;
    constexpr auto R = matrix<"R", hidden, 4 * hidden>;
    constexpr auto by_rows =
        layer<steps, 4>(X<steps>, W0<4>, U0<4>, b0<4>, c0<4>, h0, m0, nn::tanh);
    constexpr auto by_columns =
        layer<steps, 4>(X<steps>, transpose(V), transpose(R), b0<4>, c0<4>, h0, m0, nn::tanh);
    constexpr auto f = squared_norm(by_rows.first) + by_rows.second;
    constexpr auto g = squared_norm(by_columns.first) + by_columns.second;
    static_assert(text(diff(g, V)).find("transpose(slice(") == std::string_view::npos,
                  "nothing is turned behind the loop");

    constexpr auto rows_first = boost::hana::make_tuple(W0<4>, U0<4>, b0<4>, c0<4>);
    constexpr auto columns_first = boost::hana::make_tuple(V, R, b0<4>, c0<4>);
    parameters_for<double, std::remove_const_t<decltype(rows_first)>> one, one_slope;
    parameters_for<double, std::remove_const_t<decltype(columns_first)>> other, other_slope;
    const auto fill = [](auto variable, double phase, auto&... buffers) {
        (std::ranges::copy(formula(variable, .8, phase), buffers[variable].data()), ...);
    };
    fill(W0<4>, 1, one), fill(U0<4>, 2, one);
    fill(b0<4>, 3, one, other), fill(c0<4>, 4, one, other);
    for (int i = 0; i < 4 * hidden; ++i) {
        for (int j = 0; j < inputs; ++j) other[V](j, i) = one[W0<4>](i, j);
        for (int j = 0; j < hidden; ++j) other[R](j, i) = one[U0<4>](i, j);
    }
    std::vector<double> sequences, states;
    for (int i = 0; i < samples * steps * inputs; ++i) sequences.push_back(std::sin(.3 * i));
    for (int i = 0; i < samples * hidden; ++i) states.push_back(std::cos(.2 * i));
    const auto x = X<steps> = rows(sequences);
    const auto h_start = h0 = rows(states);
    const auto m_start = m0 = rows(states);
    const double mean =
        make_batch_gradient<double>(f, rows_first)(one, one_slope, x, h_start, m_start);
    const auto close = boost::test_tools::tolerance(1e-13);
    BOOST_TEST(make_batch_gradient<double>(g, columns_first)(other, other_slope, x, h_start,
                                                             m_start) == mean,
               close);
    for (int i = 0; i < 4 * hidden; ++i) {
        for (int j = 0; j < inputs; ++j)
            BOOST_TEST(other_slope[V](j, i) == one_slope[W0<4>](i, j), close);
        for (int j = 0; j < hidden; ++j)
            BOOST_TEST(other_slope[R](j, i) == one_slope[U0<4>](i, j), close);
        const auto k = static_cast<std::size_t>(i);
        BOOST_TEST(other_slope[b0<4>][k] == one_slope[b0<4>][k], close);
    }
}

BOOST_AUTO_TEST_CASE(a_matrix_and_its_transpose_in_one_cell_have_one_gradient) {
    constexpr int steps = 3, samples = 4;
    constexpr std::size_t length = steps * inputs;
    constexpr auto x = vector<"x", inputs>;
    constexpr auto E = matrix<"E", hidden, inputs>;
    constexpr auto next = tanh(E * (x + transpose(E) * h));
    constexpr auto f = squared_norm(scan<steps>(carry(h, h0, next), each(x, X<steps>)).last(h));
    constexpr auto parameters = boost::hana::make_tuple(E);
    parameters_for<double, std::remove_const_t<decltype(parameters)>> weights, slope;
    std::ranges::copy(formula(E, .8, 1), weights[E].data());
    std::vector<double> sequences, states(samples * hidden, .25);
    for (int i = 0; i < samples * steps * inputs; ++i) sequences.push_back(std::sin(.3 * i));
    make_batch_gradient<double>(f, parameters)(weights, slope, X<steps> = rows(sequences),
                                               h0 = rows(states));
    tensor<double, hidden, inputs> mean{};
    for (std::size_t s = 0; s < samples; ++s) {
        const std::span one = std::span<const double>(sequences).subspan(s * length, length);
        const auto at = gradient(f, E)(E = formula(E, .8, 1), X<steps> = one,
                                       h0 = std::span<const double>(states.data(), hidden));
        for (std::size_t i = 0; i < mean.size(); ++i) mean.data()[i] += at[E].data()[i] / samples;
    }
    for (std::size_t i = 0; i < mean.size(); ++i)
        BOOST_TEST(slope[E].data()[i] == mean.data()[i], boost::test_tools::tolerance(1e-13));
    BOOST_TEST(gradient_matches(f, E = formula(E, .8, 1), X<steps> = formula(X<steps>, 1, .5),
                                h0 = formula(h0, .5, .1)));
}

BOOST_AUTO_TEST_CASE(what_is_added_to_the_states_has_their_gradient) {
    // Rows of zeros: their gradient is that of the state behind every step, which shrinks backwards
    // by the factor of the recurrent weights, or grows.
    constexpr int steps = 20;
    constexpr auto e = vector<"e", hidden>;
    constexpr auto E = matrix<"E", steps, hidden>;
    constexpr auto U = matrix<"U", hidden, hidden>;
    constexpr auto run = scan<steps>(carry(h, h0, U * h + e), each(e, E));
    for (const double factor : {.5, 2.}) {
        const double recurrent[2][2] = {{factor, 0}, {0, factor}};
        const double start[] = {3, 4};
        const auto last = run.last(h)(U = recurrent, h0 = start, E = tensor<double, steps, 2>{});
        const auto r = gradient(norm(run.last(h)), E)(U = recurrent, h0 = start,
                                                      E = tensor<double, steps, 2>{});
        BOOST_TEST(last[0] == 3 * std::pow(factor, steps));
        for (int t = 0; t < steps; ++t)
            BOOST_TEST(std::hypot(r[E](t, 0), r[E](t, 1)) == std::pow(factor, steps - 1 - t),
                       boost::test_tools::tolerance(1e-12));
    }
}

BOOST_AUTO_TEST_CASE(a_state_goes_on_in_the_next_call) {
    // Truncated backpropagation: the gradient of a part ends at the state it was given.
    constexpr auto x = vector<"x", inputs>;
    constexpr auto of = [=](auto rows) {
        constexpr int steps = decltype(rows)::extent().rows;
        const auto next = nn::elman_cell(x, h, W0<1>, U0<1>, b0<1>, c0<1>);
        return scan<steps>(carry(h, h0, next), each(x, rows), accumulate(squared_norm(next)));
    };
    constexpr auto whole = of(X<4>);
    constexpr auto part = of(X<2>);
    const auto all = formula(X<4>, 1, .5);
    const auto at = [&](auto f, auto rows, const auto& numbers, const auto& state) {
        return value_and_gradient(f, U0<1>,
                                  h0)(W0<1> = formula(W0<1>, .8, 1), U0<1> = formula(U0<1>, .8, 2),
                                      b0<1> = formula(b0<1>, .8, 3), c0<1> = formula(c0<1>, .8, 4),
                                      rows = numbers, h0 = state);
    };
    tensor<double, 2, inputs> first, second;
    std::copy_n(all.data(), 2 * inputs, first.data());
    std::copy_n(all.data() + 2 * inputs, 2 * inputs, second.data());
    const auto start = formula(h0, .5, .1);
    const auto middle = part.last(h)(W0<1> = formula(W0<1>, .8, 1), U0<1> = formula(U0<1>, .8, 2),
                                     b0<1> = formula(b0<1>, .8, 3), c0<1> = formula(c0<1>, .8, 4),
                                     X<2> = first, h0 = start);
    const auto full = at(whole.total(), X<4>, all, start);
    const auto one = at(part.total(), X<2>, first, start);
    const auto two = at(part.total(), X<2>, second, middle);
    const auto close = boost::test_tools::tolerance(1e-14);
    BOOST_TEST(one.value + two.value == full.value, close);
    // What is cut off is what the second part says through the state, which the first one makes.
    const auto through = value_and_gradient(dot(part.last(h), vector<"g", hidden>), U0<1>)(
        W0<1> = formula(W0<1>, .8, 1), U0<1> = formula(U0<1>, .8, 2), b0<1> = formula(b0<1>, .8, 3),
        c0<1> = formula(c0<1>, .8, 4), X<2> = first, h0 = start,
        vector<"g", hidden> = two.gradient[h0]);
    for (std::size_t i = 0; i < hidden * hidden; ++i)
        BOOST_TEST(full.gradient[U0<1>].data()[i] == one.gradient[U0<1>].data()[i] +
                                                         two.gradient[U0<1>].data()[i] +
                                                         through.gradient[U0<1>].data()[i],
                   boost::test_tools::tolerance(1e-12));
}
