// The gradient of a sequence of STEPS steps through a recurrent cell of 16 inputs and 32 states, as
// compile_time.py compiles it. KIND: 1 a scan, 2 the cell alone, a dense layer with the same
// parameters, 3 the steps written out.
#include <span>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto x = vector<"x", 16>;
constexpr auto X = matrix<"X", STEPS, 16>;
constexpr auto h = vector<"h", 32>;
constexpr auto h0 = vector<"h0", 32>;
constexpr auto W = matrix<"W", 32, 16>;
constexpr auto U = matrix<"U", 32, 32>;
constexpr auto b = vector<"b", 32>;
constexpr auto y = vector<"y", 32>;
constexpr auto cell = tanh(W * x + U * h + b);

#if KIND == 1
constexpr auto last = scan<STEPS>(carry(h, h0, cell), each(x, X)).last(h);
#elif KIND == 2
constexpr auto last = tanh(W * x + U * h0 + b);
#else
constexpr auto last = unroll<STEPS>(carry(h, h0, cell), each(x, X)).last(h);
#endif

#if KIND == 2
#define INPUT x
#else
#define INPUT X
#endif

void gradient_of(const float* weights, const float* recurrent, const float* bias,
                 const float* input, const float* start, const float* target, float* out) {
    const auto g = value_and_gradient(squared_norm(last - y), W, U, b, h0)(
        W = std::span(weights, W.extent().size()), U = std::span(recurrent, U.extent().size()),
        b = std::span(bias, 32), INPUT = std::span(input, INPUT.extent().size()),
        h0 = std::span(start, 32), y = std::span(target, 32));
    out[0] =
        g.value + g.gradient[W](0, 0) + g.gradient[U](0, 0) + g.gradient[b][0] + g.gradient[h0][0];
}
