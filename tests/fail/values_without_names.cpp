// EXPECT: x * y: values are given to variables by name, (x = value, y = value)
// EXPECT: samples are given to variables by name, as rows: (x = rows(values), ...)
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
auto value() { return value_and_gradient(x * y, x)(1.0, 2.0).value; }
float loss(float* samples) {
    auto step = make_batch_gradient<float>(x * y, boost::hana::make_tuple(y));
    decltype(step)::parameters_type w, g;
    return step(w, g, samples);
}
