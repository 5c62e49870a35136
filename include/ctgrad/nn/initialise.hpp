/// First values of parameters: seeded, and the same numbers on every platform (Boost.Random).
#pragma once

#include <boost/hana/for_each.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <cmath>
#include <cstdint>

#include <ctgrad/eval/parameters.hpp>

namespace ctgrad::nn {

namespace detail {

/// Weights are drawn by `draw(generator, inputs, outputs)` in the order of the variables, row by
/// row; vectors (biases) and scalars become zero.
template <class T, class... Variables, class Draw>
void fill(parameters<T, Variables...>& p, std::uint32_t seed, Draw draw) {
    boost::random::mt19937 generator(seed);
    boost::hana::for_each(boost::hana::tuple<Variables...>{}, [&](auto variable) {
        constexpr shape extent = decltype(variable)::extent();
        for (T& number : p[variable])
            number = extent.rank == 2 ? static_cast<T>(draw(generator, extent.columns, extent.rows))
                                      : T(0);
    });
}

}  // namespace detail

/// Normal with variance 2 / inputs, for layers followed by relu (He et al., 2015).
struct he {
    std::uint32_t seed = 0;

    template <class T, class... Variables> void operator()(parameters<T, Variables...>& p) const {
        detail::fill(p, seed, [](auto& generator, int inputs, int) {
            return boost::random::normal_distribution<double>(0,
                                                              std::sqrt(2.0 / inputs))(generator);
        });
    }
};

/// Uniform in +-sqrt(6 / (inputs + outputs)), for tanh and sigmoid (Glorot and Bengio, 2010).
struct glorot {
    std::uint32_t seed = 0;

    template <class T, class... Variables> void operator()(parameters<T, Variables...>& p) const {
        detail::fill(p, seed, [](auto& generator, int inputs, int outputs) {
            const double bound = std::sqrt(6.0 / (inputs + outputs));
            return boost::random::uniform_real_distribution<double>(-bound, bound)(generator);
        });
    }
};

}  // namespace ctgrad::nn
