// Through time: a gated recurrent unit reads the sunspot numbers year by year, and says the next
// one. The loss is that of all years from 1700 to 1979, its gradient goes back through all of them.
// The years behind them are forecast one year ahead and ten, where the network reads what it said
// itself, beside two baselines: a year is as the last one known, and an autoregression of order 9,
// fitted to the same years by least squares.
//
//     sunspots [picture.svg]
#include <algorithm>
#include <array>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/io/csv.hpp>
#include <ctgrad/io/write_file.hpp>
#include <ctgrad/nn/fit.hpp>
#include <ctgrad/nn/initialise.hpp>
#include <ctgrad/nn/recurrent.hpp>
#include <ctgrad/nn/standardisation.hpp>
#include <ctgrad/show/curves.hpp>
#include <embedded/sunspots.hpp>
#include <iomanip>
#include <iostream>
#include <span>
#include <string_view>
#include <vector>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr int hidden = 8, order = 9, ahead = 10;
constexpr std::size_t first_year = 1700, split = 1980 - first_year;
constexpr std::integral_constant<int, static_cast<int>(split) - 1> steps;

using numbers = std::vector<double>;

// The network: a cell, and a linear output that sees the new state and the year's number.
constexpr auto x = vector<"x", 1>;
constexpr auto h = vector<"h", hidden>;
constexpr auto h0 = vector<"h0", hidden>;
constexpr auto W = matrix<"W", 3 * hidden, 1>;
constexpr auto U = matrix<"U", 3 * hidden, hidden>;
constexpr auto b = vector<"b", 3 * hidden>;
constexpr auto c = vector<"c", 3 * hidden>;
constexpr auto V = matrix<"V", 1, hidden>;
constexpr auto S = matrix<"S", 1, 1>;
constexpr auto d = vector<"d", 1>;
constexpr auto next_h = nn::gru_cell(x, h, W, U, b, c);
constexpr auto said = V * next_h + S * x + d;

// The mean squared error of all steps, and a little of the weights against fitting the noise. The
// state of the year before the first one is a parameter.
constexpr auto y = vector<"y", 1>;
constexpr auto X = matrix<"X", steps, 1>;
constexpr auto Y = matrix<"Y", steps, 1>;
constexpr auto run =
    scan<steps>(carry(h, h0, next_h), each(x, X), each(y, Y), accumulate(squared_norm(said - y)));
constexpr auto loss = run.total() / steps + 0.001_c * nn::l2(W, U, V);

constexpr auto parameters_of_loss = boost::hana::make_tuple(W, U, b, c, V, S, d, h0);
using weights_type = parameters_for<double, decltype(parameters_of_loss)>;

/// The network in use: what it remembers of the years it was shown.
class reader {
public:
    explicit reader(const weights_type& weights) : weights_(weights) {
        std::ranges::copy(weights[h0], state_.begin());
    }
    /// Shows it a year; its forecast for the next one.
    double operator()(double year) {
        const std::array input{year};
        const auto& w = weights_;
        const auto next = next_h(x = input, h = state_, W = w[W], U = w[U], b = w[b], c = w[c]);
        const auto result = (V * h + S * x + d)(x = input, h = next, V = w[V], S = w[S], d = w[d]);
        state_ = next;
        return result[0];
    }

private:
    const weights_type& weights_;
    tensor<double, hidden> state_{};
};

/// x_t = w_0 + w_1 x_(t - 9) + ... + w_9 x_(t - 1)
class autoregression {
public:
    autoregression(const numbers& all, std::size_t end) {
        constexpr auto A = matrix<"A", order + 1, order + 1>;
        constexpr auto r = vector<"r", order + 1>;
        tensor<double, order + 1, order + 1> products{};
        tensor<double, order + 1> right{};
        for (std::size_t t = order; t < end; ++t)
            for (int i = 0; i <= order; ++i) {
                for (int j = 0; j <= order; ++j)
                    products(i, j) += past(all, t, i) * past(all, t, j);
                right[static_cast<std::size_t>(i)] += past(all, t, i) * all[t];
            }
        weights_ = solve(A, r)(A = products, r = right);
    }
    /// What follows on the first `end` numbers.
    double operator()(const numbers& all, std::size_t end) const {
        double sum = 0;
        for (int i = 0; const double weight : weights_) sum += weight * past(all, end, i++);
        return sum;
    }

private:
    static double past(const numbers& all, std::size_t t, int i) {
        return i == 0 ? 1 : all[t - order + static_cast<std::size_t>(i) - 1];
    }
    tensor<double, order + 1> weights_{};
};

/// Forecasts for the years from `split` on by the numbers before them; those ten years ahead begin
/// with the year that the last year for training tells.
struct forecasts {
    numbers one, ten;

    forecasts(const numbers& all, const weights_type& weights) {
        reader network(weights);
        for (std::size_t t = 1; t < all.size(); ++t) {
            double next = network(all[t - 1]);
            if (t < split) continue;
            one.push_back(next);
            if (t + ahead > all.size()) continue;
            reader alone = network;
            for (int k = 1; k < ahead; ++k) next = alone(next);
            ten.push_back(next);
        }
    }
    forecasts(const numbers& all, const autoregression& next) {
        for (std::size_t t = split; t < all.size(); ++t) {
            numbers known(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(t));
            for (int k = 0; k < ahead; ++k) known.push_back(next(known, known.size()));
            one.push_back(known[t]);
            if (t + ahead <= all.size()) ten.push_back(known.back());
        }
    }
    /// The last number known.
    explicit forecasts(const numbers& all) {
        one.assign(all.begin() + split - 1, all.end() - 1);
        ten.assign(all.begin() + split - 1, all.end() - ahead);
    }
};

double error(const numbers& found, const numbers& truth) {
    // Both end with the last year.
    return nn::root_mean_squared_error(std::span(found), std::span(truth).last(found.size()));
}

}  // namespace

int main(int count, char** arguments) {
    const auto table = io::read_csv(embedded::sunspots(), "sunspots.csv");
    numbers spots;
    for (std::size_t i = 0; i < table.rows; ++i) spots.push_back(table(i, 1));
    const nn::standardisation of_numbers(std::span<const double>(spots.data(), split), 1);
    numbers standard = spots;
    of_numbers.apply(std::span(standard));

    weights_type weights;
    nn::lecun_uniform{.seed = 0}(weights);
    auto step = make_batch_gradient<double>(loss, parameters_of_loss);
    nn::adam<weights_type> optimiser;
    constexpr int epochs = 300;
    const std::span<const double> given(standard);
    const auto history = nn::fit(
        step, optimiser, weights,  // one sample: the sequence
        nn::samples(X = rows(given.first(split - 1)), Y = rows(given.subspan(1, split - 1))),
        {.epochs = epochs,
         .batch = 1,
         .clip_norm = 1,
         .schedule = nn::cosine_rate{.rate = 0.02, .steps = epochs}});

    forecasts network(standard, weights);
    of_numbers.invert(std::span(network.one));
    of_numbers.invert(std::span(network.ten));
    const forecasts linear(spots, autoregression(spots, split)), same(spots);
    const numbers truth(spots.begin() + split, spots.end());
    std::cout << std::fixed << std::setprecision(3) << "1700 to 1979, " << weights_type::count()
              << " parameters: loss " << history.epochs.front().loss << " -> "
              << history.epochs.back().loss
              << "\n\n1980 to 2008, RMSE in sunspots  one year ahead  ten years ahead\n"
              << std::setprecision(1);
    const auto print = [&](const char* name, const forecasts& f) {
        std::cout << std::left << std::setw(30) << name << std::right << std::setw(16)
                  << error(f.one, truth) << std::setw(17) << error(f.ten, truth) << '\n';
    };
    print("recurrent network", network);
    print("autoregression of order 9", linear);
    print("as the last year known", same);

    if (count > 1) {
        const auto line = [&](std::string_view name, std::string_view colour, const numbers& f) {
            curve result{name, colour, {}, f};
            for (std::size_t i = 0; i < f.size(); ++i)
                result.x.push_back(static_cast<double>(first_year + spots.size() - f.size() + i));
            return result;
        };
        const numbers shown(spots.end() - 60, spots.end());
        io::write_file(arguments[1], line_chart({line("sunspots", "#888", shown),
                                                 line("one year ahead", "#1f77b4", network.one),
                                                 line("ten years ahead", "#d62728", network.ten),
                                                 line("autoregression", "#2ca02c", linear.one)},
                                                "year", "sunspots"));
    }
    const bool good = error(network.one, truth) < 0.8 * error(same.one, truth) &&
                      error(network.one, truth) < 1.05 * error(linear.one, truth);
    return good ? 0 : 1;
}
