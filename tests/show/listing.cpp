#include <map>
#include <sstream>
#include <string>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/listing.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
using net = nn::mlp<nn::dense<8, 64, nn::tanh>, nn::dense<64, 4>>;
constexpr auto digit = scalar<"digit">;
constexpr auto loss = nn::softmax_cross_entropy(net::output, digit);
constexpr auto both = value_and_gradient(loss, net::weight<1>(), net::bias<1>(), net::weight<2>());

static_assert(listing(both) == R"(// forward
z1 = b1 + W1 * x                                  // 64   flops 1,024
a1 = tanh(z1)                                     // 64   flops 64
z2 = b2 + W2 * a1                                 // 4   flops 512
t1 = one_hot<4>(digit)                            // 4
value = log_sum_exp(z2) - dot(t1, z2)             // scalar   flops 24

// backward
d2 = softmax(z2) - t1                             // 4   flops 22   saved: t1, z2
d1 = hadamard(1 - square(a1), transpose(W2) * d2)  // 64   flops 640   saved: a1

// results
gradient[W1] = outer(d1, x)                       // 64 x 8   flops 512
gradient[b1] = d1                                 // 64
gradient[W2] = outer(d2, a1)                      // 4 x 64   flops 256   saved: a1
// in all: flops 3,040
)",
              "a network");

// The error of the last layer has all factors; nothing behind it is multiplied again. Two of them
// are scalars, which the program multiplies first: 3 operations less than the lines have.
constexpr auto squares = scalar<"s"> * nn::mean_squared_error(net::output, vector<"t", 4>);
static_assert(listing(value_and_gradient(squares, net::weight<1>(), net::bias<1>(),
                                         net::weight<2>(), net::bias<2>())) == R"(// forward
z1 = b1 + W1 * x                                  // 64   flops 1,024
a1 = tanh(z1)                                     // 64   flops 64
z2 = b2 - t + W2 * a1                             // 4   flops 516
value = 0.25 * s * squared_norm(z2)               // scalar   flops 9

// backward
d2 = 0.5 * s * z2                                 // 4   flops 8   saved: z2
d1 = hadamard(1 - square(a1), transpose(W2) * d2)  // 64   flops 640   saved: a1

// results
gradient[W1] = outer(d1, x)                       // 64 x 8   flops 512
gradient[b1] = d1                                 // 64
gradient[W2] = outer(d2, a1)                      // 4 x 64   flops 256   saved: a1
gradient[b2] = d2                                 // 4
// in all: flops 3,026
)",
              "a mean of squares");

static_assert(listing(sin(x) * exp(x * y) + exp(x * y) / y) ==
                  "t1 = exp(x * y)                                   // scalar   flops 2\n"
                  "value = t1 / y + sin(x) * t1                      // scalar   flops 4\n"
                  "// in all: flops 6\n",
              "an expression");

static_assert(listing(gradient(x * y, x, y)).find("gradient[y] = x  ") != std::string_view::npos,
              "a derivative that is a variable");

static_assert(listing(hessian(square(x) * y, x, y)) == R"(// forward

// backward
t1 = 2 * x                                        // scalar   flops 1

// results
hessian[x][x] = 2 * y                             // scalar   flops 1
hessian[x][y] = t1                                // scalar
hessian[y][x] = t1                                // scalar
hessian[y][y] = 0                                 // scalar
// in all: flops 2
)",
              "second derivatives");

/// A formula of four nodes for each level, whose tree doubles with each.
template <int Levels, expression X> constexpr auto nested(X from) {
    if constexpr (Levels == 0) return from;
    else return nested<Levels - 1>(from * from + sin(from));
}

template <int Steps, expression X> constexpr auto steps(X from) {
    if constexpr (Steps == 0) return from;
    else return steps<Steps - 1>(sin(from * y) + exp(from) * x);
}

long flops_of(std::string_view shown) {
    std::string digits;
    for (char c : shown.substr(shown.rfind("flops ") + 6))
        if (c >= '0' && c <= '9') digits += c;
    return std::stol(digits);
}

long flops_of_lines(std::string_view shown) {
    long sum = 0;
    for (shown = shown.substr(0, shown.rfind("flops ")); shown.rfind("flops ") != shown.npos;
         shown = shown.substr(0, shown.rfind("flops ")))
        sum += flops_of(
            shown.substr(0, shown.find_first_not_of("0123456789,", shown.rfind("flops ") + 6)));
    return sum;
}

}  // namespace

BOOST_AUTO_TEST_CASE(operations_are_those_of_the_cost) {
    BOOST_TEST(flops_of(listing(both)) == cost(both).operations);
    BOOST_TEST(flops_of(listing(loss)) == cost(loss).operations);
    // Each line tells its own; log_sum_exp and softmax of z2 share what the sum counts once.
    BOOST_TEST(flops_of_lines(listing(loss)) == cost(loss).operations);
    BOOST_TEST(flops_of_lines(listing(both)) == 3054);
}

BOOST_AUTO_TEST_CASE(gradients_of_hundreds_of_nodes_are_linear) {
    const std::string_view half = listing(value_and_gradient(steps<10>(x), x, y));
    const std::string_view whole = listing(value_and_gradient(steps<20>(x), x, y));
    BOOST_TEST(whole.size() < 2.2 * static_cast<double>(half.size()));
    std::size_t functions = 0;  // 20 sines and cosines, 20 exponentials: each stands there once
    for (const char* name : {"sin(", "cos(", "exp("})
        for (std::size_t at = 0; (at = whole.find(name, at)) != std::string_view::npos; ++at)
            ++functions;
    BOOST_TEST(functions == 60u);
}

BOOST_AUTO_TEST_CASE(three_hundred_nodes_take_linearly_many_lines) {
    const std::string_view half = listing(gradient(nested<40>(x), x));
    const std::string_view whole = listing(gradient(nested<80>(x), x));
    BOOST_TEST(frozen<typename detail::subject<decltype(gradient(nested<80>(x), x))>::pass>.count >
               300);
    BOOST_TEST(whole.size() > 2 * half.size() - 500);
    BOOST_TEST(whole.size() < 2 * half.size() + 500);
    std::map<std::string, int> rights;  // nothing is computed twice
    std::istringstream lines{std::string(whole)};
    for (std::string line; std::getline(lines, line);)
        if (const std::size_t at = line.find(" = "); at != std::string::npos)
            BOOST_TEST(++rights[line.substr(at, line.find("  ", at) - at)] == 1);
}

BOOST_AUTO_TEST_CASE(scans_are_two_loops) {
    constexpr auto s = scalar<"s">;
    constexpr auto a = scalar<"a">;
    constexpr auto v = vector<"v", 6>;
    constexpr auto run = scan<6>(carry(s, 1_c, a * s + sin(y * s)), each(y, v), emit(y * s));
    constexpr auto f = square(run.last(s)) + sum(run.output());
    const std::string_view shown = listing(value_and_gradient(f, a));
    const auto has = [&](std::string_view line) { return shown.find(line) != shown.npos; };
    BOOST_TEST(has("= scan<6>(s = 1, y in v: s = "));
    BOOST_TEST(has("scan_backward<6>(u0 = "));
    BOOST_TEST(has("u0 = a * u0 + y * "));
    BOOST_TEST(has("; sum s * u0)"));
    BOOST_TEST(flops_of(shown) == cost(value_and_gradient(f, a)).operations);
    static_assert(unicode(run.last(s)).find("s = 1, y ∈ v") != std::string_view::npos,
                  "by their names");
}
