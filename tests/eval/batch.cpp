#include <span>

#include <ctgrad/eval/batch.hpp>

#include "batch_support.hpp"

using namespace ctgrad;
using namespace ctgrad::literals;
using batches::check;

namespace {

template <int Size> constexpr auto t = vector<"t", Size>;

/// A network with its mean squared error, in all sizes of batches.
template <class T, class... Layers> void check_network() {
    constexpr nn::mlp<Layers...> net;
    constexpr auto size = decltype(net.output)::extent().size();
    check<T, decltype(net.input), decltype(t<size>)>(nn::mean_squared_error(net.output, t<size>),
                                                     net.parameters);
}

}  // namespace

BOOST_AUTO_TEST_CASE(networks_of_any_width) {
    using nn::dense;
    check_network<float, dense<1, 1>>();
    check_network<float, dense<5, 3, nn::tanh>>();
    check_network<float, dense<64, 16, nn::relu>, dense<16, 8>>();
    check_network<float, dense<7, 70, nn::relu>, dense<70, 1>>();
    check_network<float, dense<33, 17, nn::tanh>, dense<17, 65, nn::relu>, dense<65, 2>>();
    check_network<float, dense<2, 9, nn::sigmoid>, dense<9, 1, nn::tanh>, dense<1, 31, nn::tanh>,
                  dense<31, 6, nn::sigmoid>>();
}

BOOST_AUTO_TEST_CASE(networks_in_double) {
    using nn::dense;
    check_network<double, dense<6, 4, nn::tanh>, dense<4, 3>>();
    check_network<double, dense<33, 17, nn::relu>, dense<17, 13, nn::sigmoid>, dense<13, 5>>();
}

BOOST_AUTO_TEST_CASE(networks_in_long_double) {
    using nn::dense;
    check_network<long double, dense<6, 11, nn::tanh>, dense<11, 3, nn::relu>>();
}

BOOST_AUTO_TEST_CASE(all_activations) {
    using nn::dense;
    check_network<float, dense<3, 9, nn::identity>, dense<9, 9, nn::relu>,
                  dense<9, 9, nn::leaky_relu>, dense<9, 2, nn::elu>>();
    check_network<float, dense<3, 9, nn::selu>, dense<9, 9, nn::gelu>, dense<9, 9, nn::silu>,
                  dense<9, 2, nn::sigmoid>>();
    check_network<float, dense<3, 9, nn::log_sigmoid>, dense<9, 9, nn::softplus>,
                  dense<9, 9, nn::softsign>, dense<9, 9, nn::hard_tanh>, dense<9, 2, nn::tanh>>();
}

BOOST_AUTO_TEST_CASE(losses_with_a_coefficient) {
    constexpr nn::mlp<nn::dense<5, 9, nn::relu>, nn::dense<9, 3>> net;
    constexpr auto error = squared_norm(net.output - t<3>);
    constexpr auto penalty = squared_norm(net.weight<1>());
    const auto check_loss = [&](auto loss) {
        check<float, decltype(net.input), decltype(t<3>)>(loss, net.parameters, {1, 6, 33, 100});
    };
    check_loss(-0.7_c * error);
    check_loss(1000_c * error + 3_c * penalty);
    check_loss(0.001_c * error - penalty + 4_c);
    // Gradients that share none.
    check_loss(0.3_c * error + 5_c * dot(net.bias<2>(), t<3>));
}

BOOST_AUTO_TEST_CASE(cross_entropy_by_index_and_by_distribution) {
    constexpr nn::mlp<nn::dense<6, 12, nn::relu>, nn::dense<12, 3>> net;
    constexpr auto label = scalar<"label">;
    check<float, decltype(net.input), decltype(label)>(nn::softmax_cross_entropy(net.output, label),
                                                       net.parameters);
    check<double, decltype(net.input), decltype(t<3>)>(nn::softmax_cross_entropy(net.output, t<3>),
                                                       net.parameters);
    check<double, decltype(net.input), decltype(t<3>)>(
        nn::half_squared_error(softmax(net.output), t<3>), net.parameters);
}

BOOST_AUTO_TEST_CASE(labels_of_any_type_and_rows_with_gaps) {
    constexpr nn::mlp<nn::dense<6, 12, nn::relu>, nn::dense<12, 3>> net;
    constexpr auto label = scalar<"label">;
    constexpr auto loss = nn::softmax_cross_entropy(net.output, label);
    using batches::samples;
    using input = std::remove_const_t<decltype(net.input)>;
    using index = std::remove_const_t<decltype(label)>;
    for (int count : {1, 32, 129}) {
        const samples<input, float> x(count, 3);
        batches::check_batch<float>(loss, net.parameters, count, x, samples<index, int>(count));
        batches::check_batch<float>(loss, net.parameters, count, x,
                                    samples<index, unsigned char>(count, 1));
        batches::check_batch<float>(loss, net.parameters, count, x, samples<index, double>(count));
        batches::check_batch<float>(loss, net.parameters, count, x,
                                    samples<index, float>(count, 5));
    }
}

BOOST_AUTO_TEST_CASE(outputs_of_a_batch) {
    constexpr nn::mlp<nn::dense<6, 12, nn::tanh>, nn::dense<12, 5>> net;
    auto run = make_batch_output<double>(net.output, net.parameters);
    parameters_for<double, decltype(net.parameters)> weights;
    batches::fill(weights);
    for (int count : {1, 7, 32, 129}) {
        const batches::samples<std::remove_const_t<decltype(net.input)>, double> x(count, 1);
        std::vector<double> result(static_cast<std::size_t>(count) * 5, -1);
        run(weights, result, net.input = x.rows());
        for (int i = 0; i < count; ++i) {
            const auto row = x.row(i);
            const auto expected = boost::hana::unpack(net.parameters, [&](auto... w) {
                return net.output((w = weights[w])..., net.input = row);
            });
            for (std::size_t j = 0; j < 5; ++j)
                BOOST_TEST(result[static_cast<std::size_t>(i) * 5 + j] == expected[j],
                           boost::test_tools::tolerance(1e-13));
        }
    }
}

BOOST_AUTO_TEST_CASE(an_output_that_no_sample_changes_is_repeated) {
    constexpr auto w = vector<"w", 3>;
    constexpr auto u = vector<"u", 2>;
    parameters<float, std::remove_const_t<decltype(w)>> values;
    values[w][1] = 2;
    std::vector<float> result(6, -1), x(4);
    make_batch_output<float>(w + 0_c * sum(u), boost::hana::make_tuple(w))(values, result,
                                                                           u = rows(x));
    BOOST_TEST(result == (std::vector<float>{0, 2, 0, 0, 2, 0}), boost::test_tools::per_element());
    make_batch_output<float>(0_c * u + 3_c, boost::hana::make_tuple(w))(
        values, std::span(result).first(4), u = rows(x));
    BOOST_TEST(result == (std::vector<float>{3, 3, 3, 3, 2, 0}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(cross_entropy_of_huge_logits_is_finite) {
    constexpr auto logits = vector<"z", 3>;
    constexpr auto label = scalar<"label">;
    constexpr auto scale = scalar<"s">;
    auto step = make_batch_gradient<float>(nn::softmax_cross_entropy(scale * logits, label),
                                           boost::hana::make_tuple(scale));
    parameters<float, std::remove_const_t<decltype(scale)>> values, gradient;
    values[scale][0] = 1;
    const std::vector<float> z{1e4f, -1e4f, 0, -1e4f, -1e4f, 1e4f};
    const std::vector<int> labels{0, 0};
    const float mean = step(values, gradient, logits = rows(z), label = rows(labels));
    BOOST_TEST(mean == 1e4f);
    BOOST_TEST(gradient[scale][0] == 1e4f);
}
