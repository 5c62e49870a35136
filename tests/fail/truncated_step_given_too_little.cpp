// EXPECT: truncated_gradient, called for some steps: variable y (vector 2) is not bound
#include <ctgrad/ctgrad.hpp>
using namespace ctgrad;
using namespace ctgrad::literals;
constexpr auto s = scalar<"s">;
constexpr auto a = scalar<"a">;
constexpr auto x = scalar<"x">;
constexpr auto y = ctgrad::vector<"y", 2>;
constexpr auto of_loss = boost::hana::make_tuple(a);
auto f(auto& numbers) {
    auto step = nn::make_truncated_gradient<float, 1, 2>(sum(y), of_loss, carry(s, 1_c, a * s + x));
    return step(numbers, numbers, x = rows(numbers.all()));
}
auto wrong = f(*new parameters<float, std::remove_const_t<decltype(a)>>);
