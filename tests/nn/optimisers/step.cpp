#include <ctgrad/nn/optimisers/step.hpp>

#include <boost/test/unit_test.hpp>
#include <numeric>
#include <vector>

using namespace ctgrad;

namespace {

/// w <- w + 2 g + 3 s, s <- s + 1, on `count` numbers from `at` on.
template <class T> bool steps_right(std::size_t at, std::size_t count) {
    using lane = kernel::lane<T>;
    std::vector<T> w(at + count + 1, T(1)), g(at + count + 1, T(2)), s(at + count + 1);
    std::iota(s.begin(), s.end(), T(0));
    const auto before = s;
    const auto step = nn::detail::step_by<T>(
        [](auto& weight, auto slope, auto& state) {
            weight = weight + lane(2) * slope + lane(3) * state;
            state = state + lane(1);
        },
        s.data());
    step(w.data() + at, g.data() + at, at, count);
    for (std::size_t i = 0; i < w.size(); ++i) {
        const bool inside = i >= at && i < at + count;
        if (w[i] != (inside ? T(5) + T(3) * before[i] : T(1))) return false;
        if (s[i] != (inside ? before[i] + T(1) : before[i])) return false;
    }
    return true;
}

}  // namespace

BOOST_AUTO_TEST_CASE(parts_of_any_place_and_size) {
    for (const std::size_t at : {0u, 1u, 16u})
        for (const std::size_t count : {0u, 1u, 3u, 7u, 8u, 15u, 16u, 17u, 33u, 64u})
            BOOST_TEST((steps_right<float>(at, count) && steps_right<double>(at, count) &&
                        steps_right<long double>(at, count)));
}
