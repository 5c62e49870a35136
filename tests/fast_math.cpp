// Compiled with -ffast-math, which lets a compiler reorder sums, and supposes that nothing is
// infinite or NaN: the functions of packs still are what they are, within a few units in the last
// place more, for finite arguments with finite results.
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/nn/initialise.hpp>

#include <cmath>
#include <limits>
#include <tuple>
#include <vector>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

using numbers = std::tuple<float, double>;

constexpr int count = 4096;
constexpr auto v = vector<"v", count>;
constexpr auto s = scalar<"s">;

template <class T> std::vector<T> spread(double low, double high) {
    std::vector<T> u(count);
    for (int i = 0; i < count; ++i)
        u[static_cast<std::size_t>(i)] = static_cast<T>(low + (high - low) * i / (count - 1));
    return u;
}

/// Holds results against the same in long double.
template <class T>
void check_results(const char* name, const std::vector<T>& u, const auto& y, auto reference) {
    double worst = 0, at = 0;
    for (std::size_t i = 0; i < u.size(); ++i) {
        const long double right = reference(static_cast<long double>(u[i]));
        const auto error = static_cast<double>(std::abs(y[i] - right) / std::abs(right)) /
                           static_cast<double>(std::numeric_limits<T>::epsilon());
        if (error <= worst) continue;
        worst = error;
        at = static_cast<double>(u[i]);
    }
    BOOST_TEST(worst < 16, name << "(" << at << ") is wrong by " << worst << " units");
}

/// f of numbers in [low, high].
template <class T> void check(const char* name, auto f, auto reference, double low, double high) {
    const std::vector<T> u = spread<T>(low, high);
    check_results(name, u, f(v)(v = u), reference);
}

/// The same for f of a pack.
template <class T>
void check_packs(const char* name, auto f, auto reference, double low, double high) {
    const std::vector<T> u = spread<T>(low, high);
    std::vector<T> y(u.size());
    for (std::size_t i = 0; i < u.size(); i += kernel::lanes<T>)
        kernel::store(&y[i], f(kernel::wide<T>(kernel::load(&u[i]))).value);
    check_results(name, u, y, reference);
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(functions_of_packs, T, numbers) {
    using real = long double;
    check<T>("exp", [](auto u) { return exp(u); }, [](real u) { return std::exp(u); }, -80, 80);
    check<T>("expm1", [](auto u) { return expm1(u); }, [](real u) { return std::expm1(u); }, -9, 9);
    check<T>("log", [](auto u) { return log(u); }, [](real u) { return std::log(u); }, 1e-30, .7);
    check<T>("log", [](auto u) { return log(u); }, [](real u) { return std::log(u); }, 1.5, 1e30);
    check<T>(
        "log1p", [](auto u) { return log1p(u); }, [](real u) { return std::log1p(u); }, -.99, 50);
    check<T>("sin", [](auto u) { return sin(u); }, [](real u) { return std::sin(u); }, .1, 3);
    check<T>("sin", [](auto u) { return sin(u); }, [](real u) { return std::sin(u); }, 629, 631);
    check<T>("cos", [](auto u) { return cos(u); }, [](real u) { return std::cos(u); }, -1.5, 1.5);
    check<T>("tanh", [](auto u) { return tanh(u); }, [](real u) { return std::tanh(u); }, -8, 8);
    check<T>("erf", [](auto u) { return erf(u); }, [](real u) { return std::erf(u); }, -3, 3);
    check<T>("erfc", [](auto u) { return erfc(u); }, [](real u) { return std::erfc(u); }, -3, 9);
    check<T>(
        "sigmoid", [](auto u) { return sigmoid(u); }, [](real u) { return 1 / (1 + std::exp(-u)); },
        -50, 50);
    check<T>(
        "softplus", [](auto u) { return softplus(u); },
        [](real u) { return std::log1p(std::exp(u)); }, -50, 50);
    check<T>(
        "floor", [](auto u) { return floor(u); }, [](real u) { return std::floor(u); }, 1.1, 1e5);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(more_functions_of_packs, T, numbers) {
    const auto check = [](const char* name, auto f, double low, double high) {
        check_packs<T>(name, f, f, low, high);
    };
    using std::acos, std::acosh, std::asin, std::asinh, std::atan, std::atan2, std::atanh,
        std::cbrt, std::cosh, std::exp2, std::hypot, std::log10, std::log2, std::pow, std::sinh,
        std::tan;
    check("tan", [](auto u) { return tan(u); }, .1, 3.1);
    check("tan", [](auto u) { return tan(u); }, 630, 631.3);
    check("atan", [](auto u) { return atan(u); }, -5, 5.1);
    check("asin", [](auto u) { return asin(u); }, -1, .99);
    check("acos", [](auto u) { return acos(u); }, -1, .99);
    check("sinh", [](auto u) { return sinh(u); }, -3, 3.1);
    check("sinh", [](auto u) { return sinh(u); }, 20, 89);
    check("exp2", [](auto u) { return exp2(u); }, -125, 125);
    check("log2", [](auto u) { return log2(u); }, 1e-30, .7);
    check("log2", [](auto u) { return log2(u); }, 1.1, 3);
    check("log10", [](auto u) { return log10(u); }, 1e-30, .7);
    check("log10", [](auto u) { return log10(u); }, 1.1, 3);
    check("asinh", [](auto u) { return asinh(u); }, -5, 5.1);
    check("acosh", [](auto u) { return acosh(u); }, 1.001, 1e6);
    check("atanh", [](auto u) { return atanh(u); }, -.99, .999);
    check("cbrt", [](auto u) { return cbrt(u); }, -1e9, 1.1e9);
    check("hypot", [](auto u) { return hypot(u, decltype(u)(3)); }, -9, 9);
    check("atan2", [](auto u) { return atan2(u, decltype(u)(-3)); }, -9, 9);
    check("^1.5", [](auto u) { return pow(u, decltype(u)(T(1.5))); }, 1e-20, 1e20);
    check("^-20", [](auto u) { return pow(u, decltype(u)(-20)); }, .1, 3.1);
    check("1.25^", [](auto u) { return pow(decltype(u)(T(1.25)), u); }, -99, 99);
    check("cosh", [](auto u) { return cosh(u); }, -3, 80);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(gradients_of_batches, T, numbers) {
    using net = nn::mlp<nn::dense<5, 21, nn::tanh>, nn::dense<21, 9, nn::sigmoid>, nn::dense<9, 3>>;
    constexpr auto loss = nn::softmax_cross_entropy(net::output, s);
    parameters_for<T, decltype(net::parameters)> w, g;
    nn::glorot{.seed = 5}(w);
    std::vector<T> inputs(5 * 70);
    std::vector<int> classes(70);
    for (std::size_t i = 0; i < inputs.size(); ++i) inputs[i] = static_cast<T>(i % 13) / 6 - 1;
    for (std::size_t i = 0; i < classes.size(); ++i) classes[i] = static_cast<int>(i % 3);
    auto batch = make_batch_gradient<T>(loss, net::parameters);
    const auto at = [&] {
        return static_cast<double>(batch(w, g, net::input = rows(inputs), s = rows(classes)));
    };
    const double here = at();
    BOOST_TEST(here > 0.5);
    const double slope = static_cast<double>(g[net::template weight<1>()](3, 2));
    T& entry = w[net::template weight<1>()](3, 2);
    const T middle = entry;
    const auto step = static_cast<T>(0.05);
    entry = middle + step;
    const double above = at();
    entry = middle - step;
    const double below = at();
    const double numeric = (above - below) / (2 * 0.05);  // Boost's tolerance may be infinite
    BOOST_TEST(std::abs(numeric - slope) < 0.02 * std::abs(slope));
}
