#include <ctgrad/eval/batch_chain.hpp>

#include "batch_support.hpp"

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <int Size> constexpr auto v = vector<"v", Size>;
template <int Size> constexpr auto w = vector<"w", Size>;
constexpr auto s = scalar<"s">;

template <class T, int Size> void check_chain() {
    constexpr auto a = v<Size>;
    constexpr auto p = w<Size>;
    // Constants, numbers of the sample, parameters; values read inside and outside of the chain.
    constexpr auto u = tanh(hadamard(a, p) + p) * s - relu(0.5_c * a);
    constexpr auto loss = sum(square(u) + exp(-square(a)) * s) + dot(u, sigmoid(u));
    using row = std::remove_const_t<decltype(a)>;
    using number = std::remove_const_t<decltype(s)>;
    batches::check<T, row, number>(loss, boost::hana::make_tuple(p));
}

}  // namespace

BOOST_AUTO_TEST_CASE(vectors_of_any_size) {
    check_chain<float, 2>();
    check_chain<float, 7>();
    check_chain<float, 8>();
    check_chain<float, 33>();
    check_chain<double, 5>();
    check_chain<double, 16>();
}

BOOST_AUTO_TEST_CASE(parts_of_values) {
    constexpr auto a = v<12>;
    constexpr auto p = w<6>;
    constexpr auto left = tanh(slice(a, 0_c, 6_c) + p);
    constexpr auto right = hadamard(exp(slice(a, 6_c, 6_c)), left);
    constexpr auto loss = squared_norm(concat(left, right) + a) + sum(right);
    batches::check<float, std::remove_const_t<decltype(a)>>(loss, boost::hana::make_tuple(p));
    batches::check<double, std::remove_const_t<decltype(a)>>(loss, boost::hana::make_tuple(p));
}
