// ADOL-C: the function is recorded once; each call runs the record forward and back.

#include <array>

#include <adolc/adolc.h>

#include "peers.hpp"

namespace {

template <class Function, std::size_t N> struct taped {
    static constexpr short tag = static_cast<short>(N);
    static constexpr int size = static_cast<int>(N);

    static bool record(const std::array<double, N>& at) {
        adouble u[N];
        double value;
        trace_on(tag);
        for (std::size_t i = 0; i < N; ++i) u[i] <<= at[i];
        adouble y = Function::template value<adouble>(u);
        y >>= value;
        trace_off();
        return true;
    }
    static auto run(const std::array<double, N>& at) {
        static const bool recorded = record(at);
        static_cast<void>(recorded);
        std::array<double, N + 1> result;
        double one = 1;
        ::zos_forward(tag, 1, size, 1, at.data(), &result[0]);
        ::fos_reverse(tag, 1, size, &one, &result[1]);
        return result;
    }
};

}  // namespace

bool adolc() { return bench::rows_of<taped>("ADOL-C"); }
