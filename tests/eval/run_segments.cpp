#include <ctgrad/eval/run_segments.hpp>

#include <ctgrad/ctgrad.hpp>

#include <array>
#include <cmath>
#include <cstring>
#include <vector>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr int steps = 23;

constexpr auto h = ctgrad::vector<"h", 2>;
constexpr auto m = ctgrad::vector<"m", 2>;
constexpr auto x = ctgrad::vector<"x", 3>;
constexpr auto h0 = ctgrad::vector<"h0", 2>;
constexpr auto W = matrix<"W", 2, 3>;
constexpr auto U = matrix<"U", 2, 2>;
constexpr auto b = ctgrad::vector<"b", 2>;
constexpr auto X = matrix<"X", steps, 3>;

constexpr auto s = scalar<"s">;
constexpr auto q = scalar<"q">;
constexpr auto u = scalar<"u">;
constexpr auto a = scalar<"a">;
constexpr auto s0 = scalar<"s0">;
constexpr auto v = ctgrad::vector<"v", steps>;

bool same(const auto& one, const auto& other) {
    return std::memcmp(one.data(), other.data(), one.size() * sizeof(*one.data())) == 0;
}

/// Two states, all kinds of results, and a last segment of three steps.
template <class T> void check_two_states() {
    constexpr auto loss = [](auto... more) {
        const auto next_m = 0.5_c * m + h;
        const auto next_h = tanh(W * x + U * h + b) + next_m;
        const auto run = scan<steps>(carry(h, h0, next_h), carry(m, 0_c * m, next_m), each(x, X),
                                     emit(next_h), accumulate(squared_norm(next_m)), more...);
        return squared_norm(run.last(m)) + run.total() + sum(square(run.output()));
    };
    constexpr auto all = boost::hana::make_tuple(W, U, b, h0, X);
    parameters_for<T, decltype(all)> at;
    for (int i = 0; T & number : at.all()) number = static_cast<T>(std::sin(i++));
    const auto of = [&](auto f) {
        return value_and_gradient(f, W, U, b, h0, X)(W = at[W], U = at[U], b = at[b], h0 = at[h0],
                                                     X = at[X]);
    };
    const auto full = of(loss());
    const auto few = of(loss(checkpoint<5>()));
    BOOST_TEST(full.value == few.value);
    BOOST_TEST(same(full.gradient[W], few.gradient[W]));
    BOOST_TEST(same(full.gradient[U], few.gradient[U]));
    BOOST_TEST(same(full.gradient[b], few.gradient[b]));
    BOOST_TEST(same(full.gradient[h0], few.gradient[h0]));
    BOOST_TEST(same(full.gradient[X], few.gradient[X]));
}

}  // namespace

BOOST_AUTO_TEST_CASE(gradients_with_checkpoints_are_the_same_bit_for_bit) {
    check_two_states<float>();
    check_two_states<double>();
}

BOOST_AUTO_TEST_CASE(scans_on_top_of_each_other_inside_and_backward_keep_few_states_too) {
    constexpr auto loss = [](auto... more) {
        const auto inner = scan<7>(carry(q, s, sin(a * q) + u), more...);
        const auto below =
            scan_backward<steps>(carry(s, s0, inner.last(q)), each(u, v), emit(a * s), more...);
        const auto above = scan<steps>(carry(q, a, tanh(a * q + u)), each(u, below.output()),
                                       accumulate(q * q), more...);
        return below.last(s) + above.total();
    };
    std::array<double, steps> numbers;
    for (int i = 0; double& n : numbers) n = std::cos(i++);
    const auto of = [&](auto f) {
        return value_and_gradient(f, a, s0, v)(a = .9, s0 = .4, v = numbers);
    };
    const auto full = of(loss());
    const auto few = of(loss(checkpoint<3>()));
    BOOST_TEST(full.value == few.value);
    BOOST_TEST(full.gradient[a] == few.gradient[a]);
    BOOST_TEST(full.gradient[s0] == few.gradient[s0]);
    BOOST_TEST(same(full.gradient[v], few.gradient[v]));
}

BOOST_AUTO_TEST_CASE(constant_expressions_and_texts) {
    constexpr auto full = scan<9>(carry(s, s0, sin(a * s))).last(s);
    constexpr auto few = scan<9>(carry(s, s0, sin(a * s)), checkpoint<4>()).last(s);
    static_assert(!std::is_same_v<decltype(full), decltype(few)>, "it is another program");
    static_assert(text(few) == "element(scan<9>(s = s0: s = sin(a * s); checkpoint every 4), 0)",
                  "and says so");
    constexpr double one = gradient(full, a)(a = 1.1, s0 = .4)[a];
    constexpr double other = gradient(few, a)(a = 1.1, s0 = .4)[a];
    static_assert(one == other, "while compiling, too");
    // No fewer states than all are all.
    constexpr auto all = scan<9>(carry(s, s0, sin(a * s)), checkpoint<9>()).last(s);
    static_assert(std::is_same_v<decltype(full), decltype(all)>, "one segment");
    constexpr auto in_front = scan<9>(checkpoint<4>(), carry(s, s0, a * s), emit(s), emit(a));
    constexpr auto between = scan<9>(carry(s, s0, a * s), emit(s), checkpoint<4>(), emit(a));
    static_assert(std::is_same_v<decltype(in_front), decltype(between)>, "where it stands");
}

BOOST_AUTO_TEST_CASE(ten_thousand_steps_take_less_than_three_percent_of_the_memory) {
    constexpr auto of = [](auto... more) {
        constexpr auto w = ctgrad::vector<"w", 10000>;
        const auto next = 0.9_c * s + tanh(a * s + u);
        const auto f =
            scan<10000>(carry(s, s0, next), each(u, w), accumulate(square(next)), more...).total();
        return value_and_gradient(f, a, s0);
    };
    constexpr auto full = of();
    constexpr auto few = of(checkpoint<100>());
    static_assert(cost(few).memory * 100 < 3 * cost(full).memory, "of working memory");
    static_assert(cost(few).operations < 1.4 * static_cast<double>(cost(full).operations),
                  "for another pass forward");
    std::vector<double> numbers(10000);
    for (int i = 0; double& n : numbers) n = std::sin(i++);
    constexpr auto w = ctgrad::vector<"w", 10000>;
    const auto one = full(a = .3, s0 = 2., w = numbers);
    const auto other = few(a = .3, s0 = 2., w = numbers);
    BOOST_TEST(one.value == other.value);
    BOOST_TEST(one.gradient[a] == other.gradient[a]);
    BOOST_TEST(one.gradient[s0] == other.gradient[s0]);
}

BOOST_AUTO_TEST_CASE(batches_of_sequences_with_checkpoints) {
    constexpr auto loss = [](auto... more) {
        const auto next = tanh(W * x + U * h + b);
        const auto run = scan<steps>(carry(h, h0, next), each(x, X), emit(next), more...);
        return squared_norm(run.last(h)) + sum(square(run.output()));
    };
    constexpr auto all = boost::hana::make_tuple(W, U, b, h0);
    using numbers = parameters_for<double, decltype(all)>;
    numbers at, full, few;
    for (int i = 0; double& number : at.all()) number = std::sin(i++);
    std::vector<double> samples(3 * steps * 5);
    for (int i = 0; double& number : samples) number = std::cos(i++);
    auto one = make_batch_gradient<double>(loss(), all);
    auto other = make_batch_gradient<double>(loss(checkpoint<5>()), all);
    const double value = one(at, full, X = rows(samples)),
                 again = other(at, few, X = rows(samples));
    BOOST_TEST(std::abs(value - again) < 1e-12 * std::abs(value));
    for (std::size_t i = 0; i < numbers::size(); ++i)
        BOOST_TEST(std::abs(full.data()[i] - few.data()[i]) <
                   1e-12 * (1 + std::abs(few.data()[i])));
}
