/// First values of parameters: seeded, and the same numbers on every platform (Boost.Random).
///
/// An initialiser is called with parameters: `nn::he{.seed = 1}(weights)`; with variables behind,
/// `nn::normal{.deviation = 0.1}(weights, net::weight<1>(), net::bias<1>())`, only these are set.
#pragma once

#include <boost/hana/for_each.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include <ctgrad/eval/parameters.hpp>

namespace ctgrad::nn {

namespace detail {

/// Calls set(view, variable) for the chosen variables, all where none is chosen, in their order.
template <class T, class... Variables, class Set, variable... Chosen>
void initialise(parameters<T, Variables...>& p, Set set, Chosen...) {
    const auto each = [&](auto x) { set(p[x], x); };
    if constexpr (sizeof...(Chosen) == 0)
        boost::hana::for_each(boost::hana::tuple<Variables...>{}, each);
    else boost::hana::for_each(boost::hana::tuple<Chosen...>{}, each);
}

/// Uniform in [-1, 1). Products with a bound are rounded once whether a compiler fuses
/// multiplication and addition or not, since 2 u - 1 is exact.
inline double centred_uniform(boost::random::mt19937& generator) {
    return 2 * boost::random::uniform_real_distribution<double>(0, 1)(generator) - 1;
}

inline double standard_normal(boost::random::mt19937& generator) {
    return boost::random::normal_distribution<double>(0, 1)(generator);
}

/// Weights are drawn by `draw(generator, inputs, outputs)`, row by row; vectors (biases) and
/// scalars become zero.
template <class T, class... Variables, class Draw, variable... Chosen>
void fill_weights(parameters<T, Variables...>& p, std::uint32_t seed, Draw draw, Chosen... chosen) {
    boost::random::mt19937 generator(seed);
    initialise(
        p,
        [&](auto view, auto x) {
            constexpr shape extent = decltype(x)::extent();
            for (T& number : view)
                number = extent.rank == 2
                             ? static_cast<T>(draw(generator, extent.columns, extent.rows))
                             : T(0);
        },
        chosen...);
}

template <class T, class... Variables, class Draw, variable... Chosen>
void fill_all(parameters<T, Variables...>& p, Draw draw, Chosen... chosen) {
    initialise(
        p,
        [&](auto view, auto) {
            for (T& number : view) number = static_cast<T>(draw());
        },
        chosen...);
}

/// Makes the rows of a rows x columns matrix orthonormal, rows <= columns (Gram and Schmidt, twice,
/// which is as exact as rotations are).
inline void orthonormalise(std::vector<double>& a, std::size_t rows, std::size_t columns) {
    const auto dot = [&](std::size_t i, std::size_t k) {
        double total = 0;
        for (std::size_t j = 0; j < columns; ++j)
            total = std::fma(a[i * columns + j], a[k * columns + j], total);
        return total;
    };
    for (std::size_t i = 0; i < rows; ++i) {
        for (int pass = 0; pass < 2; ++pass)
            for (std::size_t k = 0; k < i; ++k) {
                const double along = dot(i, k);
                for (std::size_t j = 0; j < columns; ++j)
                    a[i * columns + j] = std::fma(-along, a[k * columns + j], a[i * columns + j]);
            }
        const double length = std::sqrt(dot(i, i));
        for (std::size_t j = 0; j < columns; ++j) a[i * columns + j] /= length;
    }
}

}  // namespace detail

/// Every number becomes 0.
struct zeros {
    template <class T, class... Variables, variable... Chosen>
    void operator()(parameters<T, Variables...>& p, Chosen... chosen) const {
        detail::fill_all(p, [] { return 0.0; }, chosen...);
    }
};

/// Every number becomes the value.
struct constant {
    double value = 0;

    template <class T, class... Variables, variable... Chosen>
    void operator()(parameters<T, Variables...>& p, Chosen... chosen) const {
        detail::fill_all(p, [this] { return value; }, chosen...);
    }
};

/// Every number, biases too, is drawn from [low, high). Error (std::invalid_argument): low > high.
struct uniform {
    std::uint32_t seed = 0;
    double low = 0;
    double high = 1;

    template <class T, class... Variables, variable... Chosen>
    void operator()(parameters<T, Variables...>& p, Chosen... chosen) const {
        if (!(low <= high) || !std::isfinite(high - low))
            CTGRAD_THROW(std::invalid_argument("uniform: low must not be above high"));
        boost::random::mt19937 generator(seed);
        const boost::random::uniform_real_distribution<double> unit(0, 1);
        detail::fill_all(p, [&] { return std::fma(unit(generator), high - low, low); }, chosen...);
    }
};

/// Every number, biases too, is drawn from a normal distribution. Error (std::invalid_argument): a
/// deviation below 0.
struct normal {
    std::uint32_t seed = 0;
    double mean = 0;
    double deviation = 1;

    template <class T, class... Variables, variable... Chosen>
    void operator()(parameters<T, Variables...>& p, Chosen... chosen) const {
        if (!(deviation >= 0))
            CTGRAD_THROW(std::invalid_argument("normal: the deviation must be at least 0"));
        boost::random::mt19937 generator(seed);
        detail::fill_all(
            p, [&] { return std::fma(detail::standard_normal(generator), deviation, mean); },
            chosen...);
    }
};

/// How the numbers of a `scaled_weights` are spread.
enum class spread : unsigned char { uniform, normal };

/// Weights of mean 0 and variance gain / (share of inputs * inputs + share of outputs * outputs);
/// vectors and scalars become 0. Uniform ones lie in +-sqrt(3 variance).
template <spread Spread, int Gain, int OfInputs, int OfOutputs> struct scaled_weights {
    std::uint32_t seed = 0;

    template <class T, class... Variables, variable... Chosen>
    void operator()(parameters<T, Variables...>& p, Chosen... chosen) const {
        detail::fill_weights(
            p, seed,
            [](boost::random::mt19937& generator, int inputs, int outputs) {
                const double fan = OfInputs * inputs + OfOutputs * outputs;
                if constexpr (Spread == spread::uniform)
                    return std::sqrt(3.0 * Gain / fan) * detail::centred_uniform(generator);
                else return std::sqrt(Gain / fan) * detail::standard_normal(generator);
            },
            chosen...);
    }
};

/// Variance 2 / inputs, for layers followed by relu (He et al., 2015).
using he_normal = scaled_weights<spread::normal, 2, 1, 0>;
using he_uniform = scaled_weights<spread::uniform, 2, 1, 0>;
using he = he_normal;

/// Variance 2 / (inputs + outputs), for tanh and sigmoid (Glorot and Bengio, 2010).
using glorot_normal = scaled_weights<spread::normal, 2, 1, 1>;
using glorot_uniform = scaled_weights<spread::uniform, 2, 1, 1>;
using glorot = glorot_uniform;

/// Variance 1 / inputs, for selu (LeCun et al., 1998; Klambauer et al., 2017).
using lecun_normal = scaled_weights<spread::normal, 1, 1, 0>;
using lecun_uniform = scaled_weights<spread::uniform, 1, 1, 0>;

/// Weights with orthonormal rows, or columns where there are more rows, times gain; vectors and
/// scalars become 0 (Saxe, McClelland and Ganguli, 2014).
struct orthogonal {
    std::uint32_t seed = 0;
    double gain = 1;

    template <class T, class... Variables, variable... Chosen>
    void operator()(parameters<T, Variables...>& p, Chosen... chosen) const {
        boost::random::mt19937 generator(seed);
        detail::initialise(
            p, [&](auto view, auto x) { fill<T, decltype(x)::extent()>(view, generator); },
            chosen...);
    }

private:
    template <class T, shape Extent, class View>
    void fill(View view, boost::random::mt19937& generator) const {
        if constexpr (Extent.rank != 2) {
            for (T& number : view) number = T(0);
        } else {
            constexpr bool flat = Extent.rows <= Extent.columns;
            constexpr std::size_t count = flat ? Extent.rows : Extent.columns;
            constexpr std::size_t length = flat ? Extent.columns : Extent.rows;
            std::vector<double> rows(count * length);
            for (double& number : rows) number = detail::standard_normal(generator);
            detail::orthonormalise(rows, count, length);
            for (int i = 0; i < Extent.rows; ++i)
                for (int j = 0; j < Extent.columns; ++j) {
                    const auto short_side = static_cast<std::size_t>(flat ? i : j);
                    const auto long_side = static_cast<std::size_t>(flat ? j : i);
                    view(i, j) = static_cast<T>(gain * rows[short_side * length + long_side]);
                }
        }
    }
};

}  // namespace ctgrad::nn
