// Goes 100 steps down the function of generate.py and compares with PyTorch's trajectories.
#pragma once

#include <array>

#include <boost/test/unit_test.hpp>
#include <ctgrad/ctgrad.hpp>

#include "trajectories.hpp"

namespace trajectories {

using namespace ctgrad;
using namespace ctgrad::literals;

inline constexpr auto u = vector<"u", 3>;
inline constexpr auto s = scalar<"s">;
inline constexpr auto target = vector<"target", 3>;
inline constexpr auto loss = sum(pow(u - target, 4_c)) / 4_c +
                             square(s - element<0>(u) * element<1>(u)) / 2_c +
                             s * sin(element<2>(u));

using values = parameters_for<double, decltype(boost::hana::make_tuple(u, s))>;

/// Parameters u, s; for trajectories the start of generate.py.
inline values start(std::array<double, 4> numbers = {1.5, -2.0, 0.3, 0.7}) {
    values p;
    for (std::size_t i = 0; i < 3; ++i) p[u].data()[i] = numbers[i];
    p[s].data()[0] = numbers[3];
    return p;
}

/// All that is no parameter, the gaps between them.
inline bool gaps_are_zero(const values& p) {
    for (std::size_t i = 0; i < p.size(); ++i) {
        const bool in_u = i >= p.offset<decltype(u)>() && i < p.offset<decltype(u)>() + 3;
        if (!in_u && i != p.offset<decltype(s)>() && p.data()[i] != 0) return false;
    }
    return true;
}

/// What a trajectory function of trajectories.hpp is called with.
struct compare {
    template <class Optimiser, std::size_t N>
    void operator()(const char* text, Optimiser optimiser, const double (&points)[N][4]) const {
        BOOST_TEST_CONTEXT(text) {
            constexpr auto slope = gradient(loss, u, s);
            values w = start(), gradient;
            int step = 0;
            for (std::size_t k = 0; k < N; ++k) {
                for (; step < kept_steps[k]; ++step) {
                    const auto at = slope(u = w[u], s = w[s], target = std::array{0.5, -1.0, 2.0});
                    for (std::size_t i = 0; i < 3; ++i) gradient[u].data()[i] = at[u][i];
                    gradient[s].data()[0] = at[s];
                    optimiser.update(w, gradient);
                }
                const double* found[] = {&w[u].data()[0], &w[u].data()[1], &w[u].data()[2],
                                         &w[s].data()[0]};
                for (std::size_t i = 0; i < 4; ++i)
                    BOOST_TEST_CONTEXT("entry " << i << " after step " << step)
                BOOST_TEST(*found[i] == points[k][i], boost::test_tools::tolerance(1e-12));
            }
            BOOST_TEST(gaps_are_zero(w));
        }
    }
};

/// The sentence with which an optimiser refuses its settings; empty if it does not.
template <class Optimiser> std::string refusal(Optimiser optimiser) {
    values w = start();
    const values before = w;
    try {
        optimiser.update(w, start());
    } catch (const std::invalid_argument& error) {
        BOOST_TEST(std::equal(w.data(), w.data() + w.size(), before.data()));
        return error.what();
    }
    return "";
}

}  // namespace trajectories
