/// What all sides implement: recurrent networks in float, with PyTorch's equations.
///
/// Training: the mean over a batch of squared_norm(h - y) for the state h behind the last step, and
/// its gradient by all parameters. Streaming: one step after the other, of one sequence.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace bench {

using numbers = std::vector<float>;

enum class cell { elman, gru, lstm };

struct task {
    cell kind;
    int inputs, hidden, steps, batch;

    constexpr int gates() const {
        return hidden * (kind == cell::elman ? 1 : kind == cell::gru ? 3 : 4);
    }
    constexpr bool operator==(const task&) const = default;
};

inline constexpr task lstm_task{cell::lstm, 32, 64, 64, 32};
inline constexpr task elman_task{cell::elman, 16, 32, 100, 1};
inline constexpr task sequence_task{cell::lstm, 64, 128, 64, 1};
inline constexpr task gru_stream{cell::gru, 16, 16, 1, 1};
inline constexpr task odd_stream{cell::gru, 20, 20, 1, 1};  // no multiple of a register
inline constexpr task lstm_stream{cell::lstm, 16, 16, 1, 1};

/// Weights of inputs and state are gates x inputs and gates x hidden, row by row.
struct problem {
    task what;
    numbers w, u, b, c;
    numbers x;  ///< by sample, by step
    numbers y;  ///< by sample
};

/// A side of a comparison. What it was given it may keep in the order that suits it best.
class contestant {
public:
    virtual ~contestant() = default;
    /// Forward pass alone: the mean loss.
    virtual float loss() { return 0; }
    /// Forward and backward pass; the mean loss.
    virtual float gradient() { return 0; }
    /// One step of a stream on input number `at` of x.
    virtual void step(int) {}
    /// What gradient() found, in the order w, u, b, c; of a stream: the state.
    virtual numbers result() const = 0;
};

std::unique_ptr<contestant> make_ctgrad(const problem&);
std::unique_ptr<contestant> make_eigen(const problem&);
std::unique_ptr<contestant> make_libtorch(const problem&);

}  // namespace bench
