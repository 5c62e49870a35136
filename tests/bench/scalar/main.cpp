// Derivatives of small functions against value and derivatives written by hand in C++, as a good
// engineer writes them, with the same compiler and flags, on one core: nanoseconds of a call (of a
// point, where many are computed at once), and the median of the ratios of times that were taken in
// turns. * marks a ratio above its target. Ends with 1 where there is one.

#include "measure.hpp"

bool rosenbrock();
bool waves();
bool black_scholes();
bool camera();
bool mixture();
bool matrices();
bool eigen();
bool sacado();
bool adolc();

int main() {
    bench::table::print_head();
    bool holds = true;
    for (const auto problem : {rosenbrock, waves, black_scholes, camera, mixture})
        holds = problem() && holds;
#ifdef BENCH_MATRICES
    holds = matrices() && holds;
#endif
#ifdef BENCH_EIGEN
    holds = eigen() && holds;
#endif
#ifdef BENCH_SACADO
    holds = sacado() && holds;
#endif
#ifdef BENCH_ADOLC
    holds = adolc() && holds;
#endif
    return holds ? 0 : 1;
}
