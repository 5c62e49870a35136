// Eigen's AutoDiffScalar: forward with all directions at once.

#include <array>

#include <Eigen/Core>  // which the next one needs
#include <unsupported/Eigen/AutoDiff>

#include "peers.hpp"

namespace {

template <class Function, std::size_t N> struct forward {
    static auto run(const std::array<double, N>& at) {
        constexpr int size = static_cast<int>(N);
        using slopes = Eigen::Matrix<double, size, 1>;
        using number = Eigen::AutoDiffScalar<slopes>;
        number u[N];
        for (std::size_t i = 0; i < N; ++i)
            u[i] = number(at[i], slopes::Unit(static_cast<Eigen::Index>(i)));
        const number y = Function::value(u);
        std::array<double, N + 1> result{y.value()};
        for (std::size_t i = 0; i < N; ++i)
            result[i + 1] = y.derivatives()[static_cast<Eigen::Index>(i)];
        return result;
    }
};

}  // namespace

bool eigen() { return bench::rows_of<forward>("Eigen, AutoDiffScalar"); }
