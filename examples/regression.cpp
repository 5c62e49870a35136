// Regression on real data: next year's sunspot number from those of the nine years before, 1700 to
// 2008. Standardised inputs and targets, years until 1955 for training, and R^2 on the years behind
// them.
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/io/csv.hpp>
#include <ctgrad/nn/fit.hpp>
#include <ctgrad/nn/initialise.hpp>
#include <ctgrad/nn/standardisation.hpp>
#include <embedded/sunspots.hpp>
#include <iomanip>
#include <iostream>
#include <span>
#include <vector>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr int years = 9;

/// Windows of nine numbers and the one behind each of them.
struct windows {
    std::vector<double> before, next;

    windows(const io::table& spots, std::size_t first, std::size_t end) {
        for (std::size_t year = first; year < end; ++year) {
            for (std::size_t k = year - years; k < year; ++k) before.push_back(spots(k, 1));
            next.push_back(spots(year, 1));
        }
    }
};

}  // namespace

int main() {
    using net = nn::mlp<nn::dense<years, 8, nn::tanh>, nn::dense<8, 1>>;
    constexpr auto target = vector<"target", 1>;
    // The mean squared error, and a little of the weights themselves against fitting the noise.
    constexpr auto loss = nn::mean_squared_error(net::output, target) +
                          0.002_c * nn::l2(net::weight<1>(), net::weight<2>());

    const auto spots = io::read_csv(embedded::sunspots(), "sunspots.csv");
    constexpr std::size_t split = 1956 - 1700;
    windows training(spots, years, split), held_out(spots, split, spots.rows);
    const auto truth = held_out.next;

    const nn::standardisation of_numbers(std::span<const double>(training.next), 1);
    for (auto* set : {&training, &held_out}) {
        of_numbers.apply(std::span(set->before));
        of_numbers.apply(std::span(set->next));
    }

    parameters_for<double, decltype(net::parameters)> weights;
    nn::glorot{.seed = 7}(weights);
    auto step = make_batch_gradient<double>(loss, net::parameters);
    nn::adamw<decltype(weights)> optimiser{.rate = 0.005};
    const auto history =
        nn::fit(step, optimiser, weights,
                nn::samples(net::input = rows(training.before), target = rows(training.next)),
                nn::samples(net::input = rows(held_out.before), target = rows(held_out.next)),
                {.epochs = 400, .batch = 16, .seed = 1});

    auto predict = make_batch_output<double>(net::output, net::parameters);
    std::vector<double> found(truth.size());
    predict(weights, found, net::input = rows(held_out.before));
    of_numbers.invert(std::span(found));
    const std::span<const double> outputs(found), targets(truth);
    const double r2 = nn::r_squared(outputs, targets);
    std::cout << std::fixed << std::setprecision(3) << "years " << 1700 + years << " to 1955: loss "
              << history.epochs.front().loss << " -> " << history.epochs.back().loss
              << "\nyears 1956 to 2008, never seen: R^2 " << r2 << ", RMSE "
              << nn::root_mean_squared_error(outputs, targets) << " sunspots\n";

    // The simplest forecast: next year is as this one.
    std::vector<double> same;
    for (std::size_t year = split; year < spots.rows; ++year) same.push_back(spots(year - 1, 1));
    std::cout << "as the year before:             R^2 "
              << nn::r_squared(std::span<const double>(same), targets) << ", RMSE "
              << nn::root_mean_squared_error(std::span<const double>(same), targets)
              << " sunspots\n";
    return r2 > 0.8 ? 0 : 1;
}
