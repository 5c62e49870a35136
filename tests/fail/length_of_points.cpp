// EXPECT: carry(x, initial, next): x must be a variable
// EXPECT: n = rows(...): all points of over_points run the same number of steps
#include <span>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto n = length_up_to<"n", 40>;
constexpr auto u = scalar<"u">;
constexpr auto carried = carry(n, u, u);
void run(std::span<double> results, std::span<const double> lengths) {
    over_points(scan<40>(n, carry(u, u, u * u)).last(u))(results, u = rows(lengths),
                                                         n = rows(lengths));
}
