#include <ctgrad/ctgrad.hpp>
#include <ctgrad/plan/cost.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto W = matrix<"W", 2, 3>;

}  // namespace

template <std::int64_t P, std::int64_t Q>
inline constexpr auto& of_power =
    program_cost<detail::value_pass<decltype(pow(x, detail::constant_expression<P, Q>()))::id>>;

static_assert(of_power<2, 1>.multiplications == 1, "a square is one multiplication");
static_assert(of_power<-1, 1>.divisions == 1, "a reciprocal is one division");
static_assert(of_power<8, 1>.multiplications == 3, "repeated squaring");
static_assert(of_power<1, 2>.functions == 1 && of_power<1, 2>.operations == 1, "a root");
static_assert(of_power<3, 2>.functions == 1 && of_power<3, 2>.operations == 2, "u sqrt(u)");
static_assert(of_power<2, 5>.functions == 1 && of_power<2, 5>.operations == 1, "std::pow");

static_assert(program_cost<detail::value_pass<decltype(x * y + sin(x))::id>>.operations == 3,
              "a product, a sine, a sum");
static_assert(program_cost<detail::value_pass<decltype(x * y + sin(x))::id>>.functions == 1,
              "of which one is a function");
static_assert(program_cost<detail::value_pass<decltype(W * v)::id>>.operations == 2 * (3 + 2),
              "two inner products of three numbers");
static_assert(program_cost<detail::value_pass<decltype(W * v)::id>>.multiplications == 2 * 3,
              "of which so many are multiplications");

// tanh(W * v) reads W and v, and the product; it writes that and the result.
constexpr auto layer = tanh(W * v);
constexpr auto& doubles = program_cost<detail::value_pass<decltype(layer)::id>>;
constexpr auto& floats = program_cost<detail::value_pass<decltype(layer)::id>, float>;
static_assert(doubles.bytes_read == 8 * (6 + 3 + 2) && doubles.bytes_written == 8 * (2 + 2),
              "what instructions read and write");
static_assert(doubles.arena_bytes == 8 * 2, "the product lies in the arena");
static_assert(floats.bytes_read * 2 == doubles.bytes_read && floats.arena_bytes == 4 * 2,
              "bytes are those of the number type");

BOOST_AUTO_TEST_CASE(cost_counts_entries) {
    BOOST_TEST((program_cost<detail::value_pass<decltype(exp(v))::id>>.operations) == 3);
}
