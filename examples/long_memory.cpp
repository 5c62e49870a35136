// What a network remembers: the adding problem (Hochreiter and Schmidhuber, 1997). It reads 200
// random numbers, two of which are marked, one in each half, and then says the sum of those two.
// Who does not remember says 1 and has a mean squared error of 1/6. The gradient of Elman's network
// vanishes on the way back to the marks, so that it never learns to look at them; that of a gated
// recurrent unit need not, as its gates can keep a state as it is.
//
//     long_memory [batches [curves.svg]]
#include <cstdlib>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/io/write_file.hpp>
#include <ctgrad/nn/clip.hpp>
#include <ctgrad/nn/initialise.hpp>
#include <ctgrad/nn/noise.hpp>
#include <ctgrad/nn/optimiser.hpp>
#include <ctgrad/nn/recurrent.hpp>
#include <ctgrad/nn/schedule.hpp>
#include <ctgrad/show/curves.hpp>
#include <iomanip>
#include <iostream>
#include <numeric>
#include <string_view>
#include <vector>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr int steps = 200, batch = 16, hidden = 16;

constexpr auto x = vector<"x", 2>;  // a number and its mark
constexpr auto X = matrix<"X", steps, 2>;
constexpr auto y = scalar<"y">;

/// So many sequences, those with the numbers from `first` on of an endless supply.
struct sequences {
    std::vector<float> given, sums;

    sequences(std::size_t count, std::size_t first) {
        const auto random = nn::uniform_rows<float>(1);
        for (std::size_t i = first; i < first + count; ++i) {
            const auto mark = [&](std::size_t half) {
                return steps / 2 * half + static_cast<std::size_t>(steps / 2 * random(1, i, half));
            };
            const std::size_t marks[] = {mark(0), mark(1)};
            sums.push_back(0);
            for (std::size_t t = 0; t < steps; ++t) {
                const bool marked = t == marks[0] || t == marks[1];
                const float number = random(0, i, t);
                given.insert(given.end(), {number, marked ? 1.f : 0.f});
                sums.back() += marked ? number : 0.f;
            }
        }
    }
};

/// A network with so many gates: 1, Elman's; 3, the gated recurrent unit.
template <int Gates> struct network {
    static constexpr auto h = vector<"h", hidden>;
    static constexpr auto W = matrix<"W", Gates * hidden, 2>;
    static constexpr auto U = matrix<"U", Gates * hidden, hidden>;
    static constexpr auto b = vector<"b", Gates * hidden>;
    static constexpr auto c = vector<"c", Gates * hidden>;
    static constexpr auto v = vector<"v", hidden>;
    static constexpr auto d = scalar<"d">;

    static constexpr auto next() {
        if constexpr (Gates == 3) return nn::gru_cell(x, h, W, U, b, c);
        else return nn::elman_cell(x, h, W, U, b, c);
    }
    static constexpr auto run = scan<steps>(carry(h, 0_c * h, next()), each(x, X));
    static constexpr auto loss = square(dot(v, run.last(h)) + d - y);
    static constexpr auto parameters_of_loss = boost::hana::make_tuple(W, U, b, c, v, d);
    using weights_type = parameters_for<float, decltype(parameters_of_loss)>;

    /// The loss of every batch, each of sequences that were not seen before.
    static std::vector<double> learn(long batches) {
        weights_type weights, gradient;
        nn::lecun_uniform{.seed = 1}(weights, W, v);
        nn::orthogonal{.seed = 1}(weights, U);
        auto step = make_batch_gradient<float>(loss, parameters_of_loss);
        nn::adam<weights_type> optimiser;
        const nn::cosine_rate rate{.rate = 0.01, .steps = batches};
        std::vector<double> losses;
        for (long i = 0; i < batches; ++i) {
            const sequences now(batch, static_cast<std::size_t>(i * batch));
            losses.push_back(step(weights, gradient, X = rows(now.given), y = rows(now.sums)));
            nn::clip_by_norm(gradient, 1);
            optimiser.rate = rate(i);
            optimiser.update(weights, gradient);
        }
        return losses;
    }
};

/// The means of as many parts.
std::vector<double> smoothed(const std::vector<double>& losses, std::size_t parts) {
    std::vector<double> result;
    for (std::size_t k = 0; k < parts; ++k) {
        const std::size_t first = k * losses.size() / parts, end = (k + 1) * losses.size() / parts;
        result.push_back(std::accumulate(losses.data() + first, losses.data() + end, 0.0) /
                         static_cast<double>(end - first));
    }
    return result;
}

}  // namespace

int main(int count, char** arguments) {
    constexpr long least = 200;
    const long batches = count > 1 ? std::strtol(arguments[1], nullptr, 10) : 3000;
    if (batches < least) {
        std::cerr << "long_memory: the number of batches is at least " << least << '\n';
        return 1;
    }
    const auto gated = network<3>::learn(batches), elman = network<1>::learn(batches);

    constexpr std::size_t lines = 10, points = 100;
    std::cout << "mean squared error of the sum of 2 numbers among " << steps
              << ", without memory 0.167\n\nsequences  gated unit  Elman\n"
              << std::fixed << std::setprecision(4);
    const auto gated_lines = smoothed(gated, lines), elman_lines = smoothed(elman, lines);
    for (std::size_t k = 0; k < lines; ++k)
        std::cout << std::setw(9) << (static_cast<long>(k) + 1) * batches / 10 * batch
                  << std::setw(12) << gated_lines[k] << std::setw(8) << elman_lines[k] << '\n';

    if (count > 2) {
        const auto line = [&](std::string_view name, std::string_view colour, const auto& losses) {
            curve result{name, colour, {}, smoothed(losses, points)};
            for (std::size_t k = 1; k <= points; ++k)
                result.x.push_back(static_cast<double>(k) / points *
                                   static_cast<double>(batches * batch));
            return result;
        };
        io::write_file(arguments[2], line_chart({line("gated unit", "#1f77b4", gated),
                                                 line("Elman", "#d62728", elman)},
                                                "sequences", "mean squared error", true));
    }
    return gated_lines.back() < 0.9 * elman_lines.back() && elman_lines.back() > 0.1 ? 0 : 1;
}
