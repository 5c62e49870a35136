// Sacado: forward with all directions at once in expression templates, and reverse.

// Debian's configuration but for Kokkos and MPI, which these number types do not need.
#define TRILINOS_NO_CONFIG_H
#define HAVE_SACADO_CXX11
#define HAS_C99_TR1_CMATH
#define SACADO_NEW_FAD_DESIGN_IS_DEFAULT
#include <array>

#include <Sacado_No_Kokkos.hpp>

#include "peers.hpp"

namespace {

template <class Function, std::size_t N> struct forward {
    static auto run(const std::array<double, N>& at) {
        using number = Sacado::Fad::SFad<double, static_cast<int>(N)>;
        number u[N];
        for (std::size_t i = 0; i < N; ++i)
            u[i] = number(static_cast<int>(N), static_cast<int>(i), at[i]);
        const number y = Function::value(u);
        std::array<double, N + 1> result{y.val()};
        for (std::size_t i = 0; i < N; ++i) result[i + 1] = y.dx(static_cast<int>(i));
        return result;
    }
};

template <class Function, std::size_t N> struct reverse {
    static auto run(const std::array<double, N>& at) {
        using number = Sacado::Rad::ADvar<double>;
        number u[N];
        for (std::size_t i = 0; i < N; ++i) u[i] = at[i];
        const number y = Function::value(u);
        Sacado::Rad::ADvar<double>::Gradcomp();
        std::array<double, N + 1> result{y.val()};
        for (std::size_t i = 0; i < N; ++i) result[i + 1] = u[i].adj();
        return result;
    }
};

}  // namespace

bool sacado() {
    const bool holds = bench::rows_of<forward>("Sacado, SFad");
    return bench::rows_of<reverse>("Sacado, Rad") && holds;
}
