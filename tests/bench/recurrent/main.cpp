// Recurrent networks against hand-written Eigen and libtorch, in one process on one core: medians
// of times that were taken in turns, and the median ratio of the other's time to ours. * marks what
// misses its target. Ends with 1 where results differ.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>

#include "contestant.hpp"

namespace {

using namespace bench;

double now() {
    std::timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

constexpr int stream_inputs = 256;

problem make_problem(const task& what) {
    unsigned state = 1;
    const auto filled = [&](int size, double scale) {
        numbers result(static_cast<std::size_t>(size));
        for (float& u : result) {
            state = state * 1664525u + 1013904223u;
            u = static_cast<float>(scale * (state / 2147483648.0 - 1));
        }
        return result;
    };
    const int gates = what.gates(), steps = what.steps > 1 ? what.steps : stream_inputs;
    const double scale = 1 / std::sqrt(what.hidden);
    problem p{what, {}, {}, {}, {}, {}, {}};
    p.w = filled(gates * what.inputs, scale);
    p.u = filled(gates * what.hidden, scale);
    p.b = filled(gates, scale);
    p.c = filled(gates, scale);
    p.x = filled(what.batch * steps * what.inputs, 1);
    p.y = filled(what.batch * what.hidden, 1);
    return p;
}

bool agree(const char* name, const numbers& found, const numbers& expected) {
    double largest = 0, difference = found.size() == expected.size() ? 0 : INFINITY;
    for (std::size_t i = 0; i < expected.size() && i < found.size(); ++i) {
        largest = std::max(largest, std::abs(double{expected[i]}));
        difference = std::max(difference, std::abs(double{expected[i]} - double{found[i]}));
    }
    if (difference <= 1e-4 * largest) return true;
    std::printf("%s: results differ by %g of %g\n", name, difference, largest);
    return false;
}

template <std::size_t N> double median(std::array<double, N> values) {
    std::sort(values.begin(), values.end());
    return values[N / 2];
}

/// Microseconds of a call, of so many that they take about a millisecond.
double time_of(const auto& call, int calls) {
    const double from = now();
    for (int i = 0; i < calls; ++i) call(i);
    return (now() - from) * 1e6 / calls;
}
int calls_for(const auto& call) {
    int calls = 1;
    while (calls < 100000 && time_of(call, calls) * calls < 1000) calls *= 2;
    return calls;
}

/// Prints other / ours, which is to be at least `target`; 0: whatever it is.
void compare(const char* what, const char* other, const auto& ours, const auto& theirs,
             double target) {
    std::array<double, 31> ratios, first, second;
    const int calls = calls_for(ours), their_calls = calls_for(theirs);
    for (std::size_t i = 0; i < ratios.size(); ++i) {
        first[i] = time_of(ours, calls);
        second[i] = time_of(theirs, their_calls);
        ratios[i] = second[i] / first[i];
    }
    const double ratio = median(ratios);
    std::printf("| %-32s | %-12s | %9.2f | %9.2f | %5.2f |", what, other, median(first),
                median(second), ratio);
    if (target > 0) std::printf(" %4.2f%s |\n", target, ratio >= target ? "  " : " *");
    else std::printf("        |\n");
}

bool compare_training(const char* name, const task& what) {
    const problem p = make_problem(what);
    const auto ours = make_ctgrad(p);
    const auto gradient = [&](int) { ours->gradient(); };
    bool holds = true;
    const auto against = [&](const char* side, contestant& other, double target) {
        const float found = ours->gradient(), expected = other.gradient();
        holds = agree(name, {found}, {expected}) && holds;
        holds = agree(name, {ours->loss()}, {expected}) && holds;
        holds = agree(name, ours->result(), other.result()) && holds;
        compare(name, side, gradient, [&](int) { other.gradient(); }, target);
    };
    against("Eigen", *make_eigen(p), 1.5);
#ifdef BENCH_LIBTORCH
    against("libtorch", *make_libtorch(p), 3);
#endif
    compare(
        "    forward pass, share of it", "ctgrad", gradient, [&](int) { ours->loss(); }, 1 / 3.2);
    return holds;
}

bool compare_stream(const char* name, const task& what) {
    const problem p = make_problem(what);
    bool holds = true;
    const auto against = [&](const char* side, contestant& other, double target) {
        const auto ours = make_ctgrad(p);
        for (int i = 0; i < stream_inputs; ++i) ours->step(i), other.step(i);
        holds = agree(name, ours->result(), other.result()) && holds;
        compare(
            name, side, [&](int i) { ours->step(i % stream_inputs); },
            [&](int i) { other.step(i % stream_inputs); }, target);
    };
    against("Eigen", *make_eigen(p), 1 / 1.1);
#ifdef BENCH_LIBTORCH
    against("libtorch", *make_libtorch(p), 2);
#endif
    return holds;
}

}  // namespace

int main() {
    std::printf("| %-32s | %-12s | %9s | %9s | %5s | target |\n", "task", "other", "ours, us",
                "other, us", "ratio");
    std::printf("|---|---|---|---|---|---|\n");
    bool holds = compare_training("LSTM 32-64, T = 64, batch 32", lstm_task);
    holds = compare_training("Elman 16-32, T = 100, batch 1", elman_task) && holds;
    holds = compare_training("LSTM 64-128, T = 64, batch 1", sequence_task) && holds;
    holds = compare_stream("GRU 16-16, a step", gru_stream) && holds;
    holds = compare_stream("GRU 20-20, a step", odd_stream) && holds;
    holds = compare_stream("LSTM 16-16, a step", lstm_stream) && holds;
    return holds ? 0 : 1;
}
