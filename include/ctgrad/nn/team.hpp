/// Threads that work on one task together, again and again.
#pragma once

#include <atomic>
#include <exception>
#include <thread>
#include <type_traits>
#include <utility>

#include <ctgrad/core/refusal.hpp>
#include <ctgrad/tensor/buffer.hpp>

namespace ctgrad::nn {

/// So many threads, the calling one among them. `run(task)` calls task(thread) in each of them,
/// with thread = 0, 1, ..., and returns when all are done; the first exception comes out of it.
/// Starts threads when it is made, never later, and allocates nothing in between. Error
/// (std::invalid_argument): fewer than one thread, or more than the machine runs at once.
class team {
public:
    explicit team(int threads) : errors_(checked(threads)), workers_(errors_.size() - 1) {
        for (int i = 1; i < threads; ++i)
            workers_[static_cast<std::size_t>(i - 1)] = std::thread([this, i] { work(i); });
    }
    team(const team&) = delete;
    team& operator=(const team&) = delete;
    ~team() {
        task_ = nullptr;
        start();
        for (std::thread& worker : workers_) worker.join();
    }

    int size() const { return static_cast<int>(errors_.size()); }

    template <class Task> void run(Task&& task) {
        object_ = const_cast<void*>(static_cast<const void*>(&task));
        task_ = [](void* object, int thread) {
            (*static_cast<std::remove_reference_t<Task>*>(object))(thread);
        };
        run_task();
    }

private:
    static constexpr int looks_at_once = 4000, looks = 4500;  ///< some 100 microseconds in all

    static std::size_t checked(int threads) {
        const int most = static_cast<int>(std::thread::hardware_concurrency());
        if (threads < 1)
            core::throw_invalid_argument({"threads: there must be at least one, not ", threads});
        if (most > 0 && threads > most)
            core::throw_invalid_argument(
                {"threads: this machine runs ", most, " at once, not ", threads});
        return static_cast<std::size_t>(threads);
    }

    /// Tells the core that a thread only waits.
    static void pause() {
#if defined(__x86_64__) || defined(__i386__)
        __builtin_ia32_pause();
#elif defined(__aarch64__)
        asm volatile("yield");
#endif
    }

    /// Looks for a while before it sleeps: in training the next task comes within microseconds, and
    /// waking a thread can take longer than the task. The longer it takes, the likelier somebody
    /// else needs the core.
    template <class Value> static void await_change(const std::atomic<Value>& shared, Value old) {
        for (int i = 0; i < looks; ++i) {
            if (shared.load(std::memory_order_acquire) != old) return;
            if (i < looks_at_once) pause();
            else std::this_thread::yield();
        }
        shared.wait(old, std::memory_order_acquire);
    }

    void run_task() {
        at_work_.store(size() - 1, std::memory_order_relaxed);
        start();
        attempt(0);
        for (int left = size() - 1; left != 0; left = at_work_.load(std::memory_order_acquire))
            await_change(at_work_, left);
        for (std::exception_ptr& error : errors_)
            if (error) std::rethrow_exception(std::exchange(error, nullptr));
    }
    void start() {
        round_.fetch_add(1, std::memory_order_release);
        round_.notify_all();
    }
    void work(int thread) {
        for (unsigned seen = 0;; ++seen) {
            await_change(round_, seen);
            if (task_ == nullptr) return;
            attempt(thread);
            if (at_work_.fetch_sub(1, std::memory_order_acq_rel) == 1) at_work_.notify_one();
        }
    }
    void attempt(int thread) {
        try {
            task_(object_, thread);
        } catch (...) { errors_[static_cast<std::size_t>(thread)] = std::current_exception(); }
    }

    buffer<std::exception_ptr> errors_;
    buffer<std::thread> workers_;
    void (*task_)(void*, int) = nullptr;
    void* object_ = nullptr;
    std::atomic<unsigned> round_ = 0;
    std::atomic<int> at_work_ = 0;
};

}  // namespace ctgrad::nn
