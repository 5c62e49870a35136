// Functions of whole vectors and matrices in a number type of fifty digits: gradients are what
// differences say.

#include <boost/test/unit_test.hpp>

#include "fifty_digits.hpp"
#include "structural.hpp"

using namespace laws;

namespace {

template <class To, class From> To converted(const From& from) {
    To result;
    for (std::size_t i = 0; i < from.size(); ++i) result.data()[i] = from.data()[i];
    return result;
}

const auto v_numbers = converted<tensor<fifty_digits, 3>>(at_v);
const auto A_numbers = converted<tensor<fifty_digits, 2, 3>>(at_A);

template <class Y> void check(Y y) {
    constexpr auto f = weighed(Y{});
    const auto found = gradient(f, v, A)(v = v_numbers, A = A_numbers);
    const auto along = [&](auto numbers, int i, const auto& value) {
        return precise_slope([&](const fifty_digits& h) {
            auto moved = numbers;
            moved.data()[i] += h;
            return fifty_digits(value(moved));
        });
    };
    const auto by_v = [&](const auto& moved) { return f(v = moved, A = A_numbers); };
    const auto by_A = [&](const auto& moved) { return f(v = v_numbers, A = moved); };
    for (int i = 0; i < 3; ++i)
        check_precise(text(y), found[v].data()[i], along(v_numbers, i, by_v));
    for (int i = 0; i < 6; ++i)
        check_precise(text(y), found[A].data()[i], along(A_numbers, i, by_A));
}

}  // namespace

BOOST_AUTO_TEST_CASE(reductions) {
    check(softmax(A * v));
    check(log_sum_exp(exp(v)) + norm(A));
    check(prod(v) * mean(A));
}

BOOST_AUTO_TEST_CASE(products_and_parts) {
    check(transpose(A) * A + outer(v, v));
    check(diagonal(transpose(A) * A) + trace(A * transpose(A)) * v);
    check(concat(slice<1, 2>(v), A * v));
}

BOOST_AUTO_TEST_CASE(linear_systems) {
    constexpr auto S = transpose(A) * A + diagonal(exp(v));
    check(solve(S, v));
    check(inverse(S));
    check(log(determinant(S)));
}
