/// A thread's CPU time, and the multiply-adds that the core does at this moment.
#pragma once

#include <ctime>

namespace bench {

inline double cpu_seconds() {
    timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

#if defined(__AVX512F__)
inline constexpr int register_bytes = 64;
#elif defined(__AVX__)
inline constexpr int register_bytes = 32;
#else
inline constexpr int register_bytes = 16;
#endif

/// Floating-point operations per second of the fused multiply-add units, in about 40 microseconds:
/// twelve chains of multiply-adds, more than two units of latency four can have under way.
template <class T> [[gnu::noinline]] double peak() {
    using pack [[gnu::vector_size(register_bytes)]] = T;
    constexpr int lanes = register_bytes / static_cast<int>(sizeof(T)), rounds = 25000;
    pack factor = pack{} + T(0.999999), term = pack{} + T(1e-7);
    pack s0{}, s1{}, s2{}, s3{}, s4{}, s5{}, s6{}, s7{}, s8{}, s9{}, s10{}, s11{};
    asm volatile("" : "+v"(factor), "+v"(term));
    const double start = cpu_seconds();
    for (int k = 0; k < rounds; ++k) {
        s0 = s0 * factor + term, s1 = s1 * factor + term, s2 = s2 * factor + term;
        s3 = s3 * factor + term, s4 = s4 * factor + term, s5 = s5 * factor + term;
        s6 = s6 * factor + term, s7 = s7 * factor + term, s8 = s8 * factor + term;
        s9 = s9 * factor + term, s10 = s10 * factor + term, s11 = s11 * factor + term;
        asm volatile(""
                     : "+v"(s0), "+v"(s1), "+v"(s2), "+v"(s3), "+v"(s4), "+v"(s5), "+v"(s6),
                       "+v"(s7), "+v"(s8), "+v"(s9), "+v"(s10), "+v"(s11));
    }
    return 2.0 * 12 * lanes * rounds / (cpu_seconds() - start);
}

}  // namespace bench
