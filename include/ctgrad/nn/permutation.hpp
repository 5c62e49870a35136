/// Random orders, the same on every platform: std::shuffle differs between standard libraries.
#pragma once

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace ctgrad::nn {

/// Fisher and Yates' shuffle: calls swap(i, j) for i = count - 1, ..., 1 with a random j <= i. The
/// distribution is over 64 bits everywhere, because std::size_t is not.
template <class Swap>
void fisher_yates(std::size_t count, boost::random::mt19937& generator, Swap swap) {
    for (std::size_t last = count; last-- > 1;) {
        boost::random::uniform_int_distribution<std::uint64_t> choose(0, last);
        swap(last, static_cast<std::size_t>(choose(generator)));
    }
}

/// The numbers 0 .. count-1 in random order. Cost: count random numbers.
inline std::vector<std::size_t> permutation(std::size_t count, boost::random::mt19937 generator) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    fisher_yates(count, generator,
                 [&](std::size_t a, std::size_t b) { std::swap(order[a], order[b]); });
    return order;
}

}  // namespace ctgrad::nn
