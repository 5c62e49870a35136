/// Ctrl-C as a request: the step is finished, then the training ends as if it were done.
#pragma once

#include <csignal>
#include <stdexcept>

#include <ctgrad/core/config.hpp>

namespace ctgrad::nn {

/// While one lives, SIGINT and SIGTERM are noted instead of ending the program:
///   nn::interruption asked;
///   options.interrupted = [&] { return asked.requested(); };
/// A second SIGINT ends the program as usual. At most one at a time. Error (std::logic_error): a
/// second one.
class interruption {
public:
    interruption() {
        if (alive()++ != 0) {
            --alive();
            CTGRAD_THROW(std::logic_error("interruption: there is one already"));
        }
        signal_seen() = 0;
        on_interrupt_ = std::signal(SIGINT, &note);
        on_terminate_ = std::signal(SIGTERM, &note);
    }
    interruption(const interruption&) = delete;
    interruption& operator=(const interruption&) = delete;
    ~interruption() {
        std::signal(SIGINT, on_interrupt_);
        std::signal(SIGTERM, on_terminate_);
        --alive();
    }

    /// Whether a signal came since this object was made.
    bool requested() const { return signal_seen() != 0; }

private:
    static volatile std::sig_atomic_t& signal_seen() {
        static volatile std::sig_atomic_t seen = 0;
        return seen;
    }
    static int& alive() {
        static int count = 0;
        return count;
    }
    static void note(int signal) {
        signal_seen() = 1;
        std::signal(signal, SIG_DFL);
    }

    void (*on_interrupt_)(int);
    void (*on_terminate_)(int);
};

}  // namespace ctgrad::nn
