/// What every contestant implements: its program for a task.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "problem.hpp"

namespace bench {

class contestant {
public:
    virtual ~contestant() = default;
    virtual void run(long times) = 0;
    /// The gradient, W1 (outputs x inputs, row by row), b1, W2, ...; or outputs, row by row.
    virtual std::vector<double> result() const = 0;
};

/// A contestant of an object with run_gradient() and gradient(), run_output() and output(), or
/// run_training(); nullptr if it has no program for this mode.
template <class Peer> std::unique_ptr<contestant> enter(const problem& p);

// What a contestant's source defines; `task_program` gives nullptr for a task that it cannot do.
std::unique_ptr<contestant> task_program(const problem& p);
std::string description();

/// Copies a part of a result behind the others.
void append(std::vector<double>& all, const auto& part) {
    for (const auto& number : part) all.push_back(static_cast<double>(number));
}

namespace detail {

/// Run: what one repetition does. Result: what is copied out.
template <class Peer, class Run, class Result> struct entry final : contestant {
    Peer peer;
    explicit entry(const problem& p) : peer(p) {}

    void run(long times) override {
        for (; times > 0; --times) {
            Run{}(peer);
            asm volatile("" : : : "memory");
        }
    }
    std::vector<double> result() const override { return Result{}(peer); }
};

}  // namespace detail

template <class Peer> std::unique_ptr<contestant> enter(const problem& p) {
    constexpr auto gradient = [](const auto& peer) { return peer.gradient(); };
    using gradient_of = decltype(gradient);
    if (p.what.runs == mode::gradient) {
        constexpr auto run = [](auto& peer) { peer.run_gradient(); };
        return std::make_unique<detail::entry<Peer, decltype(run), gradient_of>>(p);
    }
    if (p.what.runs == mode::output)
        if constexpr (requires(Peer& peer) { peer.run_output(); }) {
            constexpr auto run = [](auto& peer) { peer.run_output(); };
            constexpr auto output = [](const auto& peer) { return peer.output(); };
            return std::make_unique<detail::entry<Peer, decltype(run), decltype(output)>>(p);
        }
    if (p.what.runs == mode::training)
        if constexpr (requires(Peer& peer) { peer.run_training(); }) {
            constexpr auto run = [](auto& peer) { peer.run_training(); };
            return std::make_unique<detail::entry<Peer, decltype(run), gradient_of>>(p);
        }
    return nullptr;
}

/// What `visit` gives for a network as a template argument, found by its name.
template <int I = 0, class Visit>
std::unique_ptr<contestant> with_network(const network& net, const Visit& visit) {
    if constexpr (I == static_cast<int>(std::size(networks))) return nullptr;
    else if (networks[I].name == net.name) return visit.template operator()<networks[I]>();
    else return with_network<I + 1>(net, visit);
}

}  // namespace bench
