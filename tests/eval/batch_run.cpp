#include <ctgrad/eval/batch_run.hpp>

#include <pthread.h>

#include <memory>
#include <thread>
#include <tuple>

#include "batch_support.hpp"

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr nn::mlp<nn::dense<20, 40, nn::tanh>, nn::dense<40, 33, nn::relu>, nn::dense<33, 3>> net;
constexpr auto digit = scalar<"digit">;
constexpr auto loss = nn::softmax_cross_entropy(net.output, digit);

using weights = parameters_for<float, decltype(net.parameters)>;
using gradient_step = decltype(make_batch_gradient<float>(loss, net.parameters));
using output_step = decltype(make_batch_output<float>(net.output, net.parameters));
using input = std::remove_const_t<decltype(net.input)>;
using label = std::remove_const_t<decltype(digit)>;

constinit gradient_step::workspace static_memory{};

/// Layers as wide as each other.
template <int... I> constexpr auto equal_layers(std::integer_sequence<int, I...>) {
    return nn::mlp<nn::dense<64 + 0 * I, 64, nn::relu>...>{};
}
template <int Depth> constexpr auto deep = equal_layers(std::make_integer_sequence<int, Depth>{});

template <int Depth>
using deep_output = decltype(make_batch_output<float>(deep<Depth>.output, deep<Depth>.parameters));
template <int Depth>
using deep_gradient =
    decltype(make_batch_gradient<float>(sum(deep<Depth>.output), deep<Depth>.parameters));

}  // namespace

BOOST_AUTO_TEST_CASE(the_size_is_known_while_compiling) {
    static_assert(gradient_step::workspace_bytes == sizeof(gradient_step::workspace));
    static_assert(alignof(gradient_step::workspace) >= 64);
    static_assert(std::is_trivially_copyable_v<gradient_step::workspace>);
    // On the stack lie a pointer and a count.
    static_assert(sizeof(gradient_step) <= 16 && sizeof(output_step) <= 16);
}

BOOST_AUTO_TEST_CASE(a_workspace_may_lie_anywhere) {
    weights values, own, given, there;
    batches::fill(values);
    gradient_step step;
    const gradient_step constant;
    const auto memory = std::make_unique<gradient_step::workspace>();
    for (int count : {1, 100}) {
        const batches::samples<input, float> x(count);
        const batches::samples<label, int> labels(count);
        const float mean = step(values, own, net.input = x.rows(), digit = labels.rows());
        BOOST_TEST(constant(*memory, values, given, net.input = x.rows(), digit = labels.rows()) ==
                   mean);
        BOOST_TEST(constant(static_memory, values, there, net.input = x.rows(),
                            digit = labels.rows()) == mean);
        BOOST_TEST(std::ranges::equal(given.all(), own.all()));
        BOOST_TEST(std::ranges::equal(there.all(), own.all()));
    }
}

BOOST_AUTO_TEST_CASE(an_update_in_a_given_workspace) {
    weights own, given, gradient;
    batches::fill(own);
    given = own;
    gradient_step step;
    nn::adam<weights> first{.rate = 0.01}, second{.rate = 0.01};
    const batches::samples<input, float> x(70);
    const batches::samples<label, int> labels(70);
    for (int i = 0; i < 3; ++i) {
        const auto rows = std::tuple(net.input = x.rows(), digit = labels.rows());
        const float mean = step.update(own, gradient, first, std::get<0>(rows), std::get<1>(rows));
        BOOST_TEST(std::as_const(step).update(static_memory, given, gradient, second,
                                              std::get<0>(rows), std::get<1>(rows)) == mean);
        BOOST_TEST(std::ranges::equal(given.all(), own.all()));
    }
}

BOOST_AUTO_TEST_CASE(copies_have_workspaces_of_their_own) {
    weights values, first, second;
    batches::fill(values);
    gradient_step step;
    gradient_step copy = step, moved = std::move(step);
    const batches::samples<input, float> x(9);
    const batches::samples<label, int> labels(9);
    BOOST_TEST(copy(values, first, net.input = x.rows(), digit = labels.rows()) ==
               moved(values, second, net.input = x.rows(), digit = labels.rows()));
    BOOST_TEST(std::ranges::equal(first.all(), second.all()));
}

BOOST_AUTO_TEST_CASE(threads_share_parameters_and_steps) {
    weights values;
    batches::fill(values);
    const gradient_step step;
    const output_step read;
    constexpr int threads = 4, count = 150;
    const batches::samples<input, float> x(count);
    const batches::samples<label, int> labels(count);

    struct part {
        gradient_step::workspace work;
        output_step::workspace read_work;
        weights gradient;
        float mean = 0;
        std::vector<float> outputs = std::vector<float>(count * 3);
    };
    std::vector<std::unique_ptr<part>> parts;
    for (int i = 0; i < threads; ++i) parts.push_back(std::make_unique<part>());
    std::vector<std::thread> running;
    for (const auto& own : parts)
        running.emplace_back([&, &p = *own] {
            for (int round = 0; round < 20; ++round) {
                p.mean =
                    step(p.work, values, p.gradient, net.input = x.rows(), digit = labels.rows());
                read(p.read_work, values, p.outputs, net.input = x.rows());
            }
        });
    for (std::thread& thread : running) thread.join();

    weights expected;
    std::vector<float> outputs(count * 3);
    const float mean =
        gradient_step{}(values, expected, net.input = x.rows(), digit = labels.rows());
    output_step{}(values, outputs, net.input = x.rows());
    for (const auto& p : parts) {
        BOOST_TEST(p->mean == mean);
        BOOST_TEST(std::ranges::equal(p->gradient.all(), expected.all()));
        BOOST_TEST(p->outputs == outputs, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(nothing_large_lies_on_the_stack) {
    // A thread with a quarter of a megabyte of stack, for a step that works in twice as much.
    constexpr static nn::mlp<nn::dense<300, 700, nn::tanh>, nn::dense<700, 700, nn::relu>,
                             nn::dense<700, 3>>
        wide;
    constexpr std::size_t stack = 256 * 1024;
    using step_type = decltype(make_batch_gradient<float>(
        nn::softmax_cross_entropy(wide.output, digit), wide.parameters));
    static_assert(step_type::workspace_bytes > 2 * stack);
    struct call {
        step_type step;
        parameters_for<float, decltype(wide.parameters)> values, gradient;
        batches::samples<std::remove_const_t<decltype(wide.input)>, float> x{130};
        batches::samples<label, int> labels{130};
        float mean = 0;
    } given;
    batches::fill(given.values);
    const auto run = [](void* object) -> void* {
        call& c = *static_cast<call*>(object);
        nn::gradient_descent optimiser{.rate = 0.01};
        c.mean = c.step.update(c.values, c.gradient, optimiser, wide.input = c.x.rows(),
                               digit = c.labels.rows());
        return nullptr;
    };
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    BOOST_TEST_REQUIRE(pthread_attr_setstacksize(&attributes, stack) == 0);
    pthread_t thread;
    BOOST_TEST_REQUIRE(pthread_create(&thread, &attributes, run, &given) == 0);
    pthread_join(thread, nullptr);
    BOOST_TEST(given.mean > 0);
}

BOOST_AUTO_TEST_CASE(outputs_keep_no_activations) {
    // Two layers of 64 at a time, however many there are; gradients keep what the way back reads.
    static_assert(deep_output<10>::workspace_bytes == deep_output<3>::workspace_bytes);
    static_assert(deep_output<10>::workspace_bytes <=
                  deep_output<2>::workspace_bytes + 128 * 64 * 4);
    static_assert(deep_gradient<10>::workspace_bytes > 2 * deep_output<10>::workspace_bytes);
}

BOOST_AUTO_TEST_CASE(a_program_without_samples_has_a_small_workspace) {
    constexpr auto W = matrix<"W", 3, 4>;
    using penalty =
        decltype(make_batch_gradient<float>(squared_norm(W), boost::hana::make_tuple(W)));
    static_assert(penalty::workspace_bytes < 4096);
}
