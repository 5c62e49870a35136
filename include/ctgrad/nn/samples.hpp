/// The samples of a training: rows for every variable that varies, and batches of them.
#pragma once

#include <algorithm>
#include <boost/random/seed_seq.hpp>
#include <cstdint>
#include <tuple>
#include <vector>

#include <ctgrad/core/refusal.hpp>
#include <ctgrad/eval/check_batch.hpp>
#include <ctgrad/nn/noise.hpp>
#include <ctgrad/nn/permutation.hpp>
#include <ctgrad/tensor/buffer.hpp>

namespace ctgrad::nn {

namespace detail {

using namespace ctgrad::detail;

/// Rows `first`, first + 1, ..., `count` of them, of the rows bound to a variable.
template <class Binding>
auto part_of_rows(const Binding& all, std::size_t first, std::size_t count) {
    using variable_type = typename Binding::variable_type;
    constexpr auto width = static_cast<std::size_t>(variable_type::extent().size());
    auto part = all.value;
    const std::size_t stride = part.row_stride(width);
    part.data += first * stride;
    part.size = (count - 1) * stride + width;
    return bind(variable_type{}, part);
}

/// The rows of one variable, from which batches are gathered in a new order.
template <class Variable, class Rows> class gathered_rows {
public:
    explicit gathered_rows(const Rows& all) : all_(all) {}

    void gather(const std::size_t* order, std::size_t count, std::uint32_t epoch) {
        size_ = count * width;
        if (batch_.size() < size_) batch_ = buffer<number>(size_);
        for (std::size_t i = 0; i < count; ++i)
            copy_row(all_, order[i], epoch, batch_.data() + i * width);
    }
    auto bound() const { return bind(Variable{}, row_span<number>{batch_.data(), size_, 0}); }

private:
    using number = typename numbers_of<Rows>::type;
    static constexpr std::size_t width = static_cast<std::size_t>(Variable::extent().size());

    static void copy_row(const row_span<number>& all, std::size_t row, std::uint32_t, number* to) {
        std::copy_n(all.data + row * all.row_stride(width), width, to);
    }
    static void copy_row(const random_rows<number>& all, std::size_t row, std::uint32_t epoch,
                         number* to) {
        for (std::size_t k = 0; k < width; ++k) to[k] = all(epoch, row, k);
    }

    Rows all_;
    buffer<number> batch_{0};  ///< a batch, as long as the longest so far
    std::size_t size_ = 0;
};

template <class Binding> inline constexpr bool is_random = false;
template <class Variable, class T>
inline constexpr bool is_random<binding<Variable, random_rows<T>>> = true;

/// How many samples there are: as many as there are of all rows that are not random.
inline int count_given() { return count_samples(); }
template <class First, class... Others> int count_given(const First& first,
                                                        const Others&... others) {
    if constexpr (is_random<First>) return count_given(others...);
    else if constexpr (sizeof...(Others) == 0 || !(is_random<Others> || ...))
        return count_samples(first, others...);
    else return count_given(others..., first);
}

inline void require_batch(int length) {
    if (length < 1)
        core::throw_invalid_argument(
            {"training: an empty batch has no gradient; batch must be at least 1"});
}

/// The order of an epoch's samples.
inline std::vector<std::size_t> order_of_epoch(std::size_t count, std::uint32_t seed,
                                               std::uint32_t epoch) {
    boost::random::seed_seq seeds{seed, epoch};
    return permutation(count, boost::random::mt19937(seeds));
}

}  // namespace detail

/// Samples, bound as for a batch: `samples data(net::input = rows(images), digit = rows(labels))`.
/// The numbers stay where they are, and have to live as long. `apply(call)` calls
/// call(bindings...) with all of them. Errors (std::invalid_argument): as of a batch.
template <class... Bindings> class samples {
public:
    explicit samples(const Bindings&... bindings)
        : bindings_(bindings...),
          size_(static_cast<std::size_t>(detail::count_given(bindings...))) {}

    std::size_t size() const { return size_; }

    template <class Call> decltype(auto) apply(Call&& call) const {
        return std::apply(std::forward<Call>(call), bindings_);
    }
    /// The same with `count` samples from `first` on, in place.
    template <class Call>
    decltype(auto) apply_part(std::size_t first, std::size_t count, Call&& call) const {
        static_assert(!(detail::is_random<Bindings> || ...),
                      "ctgrad: rows of random numbers are drawn for shuffled batches only");
        return std::apply(
            [&](const auto&... all) { return call(detail::part_of_rows(all, first, count)...); },
            bindings_);
    }

    /// Calls use(bindings...) for one batch of at most `length` samples after the other, in the
    /// order they have, in place. The last one may be shorter.
    template <class Use> void batches(int length, Use use) const {
        detail::require_batch(length);
        const auto step = static_cast<std::size_t>(length);
        for (std::size_t first = 0; first < size_; first += step)
            apply_part(first, std::min(step, size_ - first), use);
    }

private:
    std::tuple<Bindings...> bindings_;
    std::size_t size_;
};

template <class... Bindings> samples(const Bindings&...) -> samples<Bindings...>;

/// Batches in a random order that depends on seed and epoch alone, so that a training that is
/// resumed sees the order it would have seen. Copies a batch at a time.
template <class... Bindings> class shuffled_batches {
public:
    explicit shuffled_batches(const samples<Bindings...>& all)
        : size_(all.size()), rows_(all.apply([](const auto&... bound) {
              return std::tuple(
                  detail::gathered_rows<typename Bindings::variable_type,
                                        typename Bindings::value_type>(bound.value)...);
          })) {}

    /// Calls use(bindings...) for one batch after the other until it returns false; so many samples
    /// of the order are left out, as was done with them before.
    template <class Use>
    void operator()(int length, std::uint32_t seed, std::uint32_t epoch, Use use,
                    std::size_t done = 0) {
        detail::require_batch(length);
        const auto order = detail::order_of_epoch(size_, seed, epoch);
        for (std::size_t first = done; first < size_; first += static_cast<std::size_t>(length)) {
            const auto count = std::min(static_cast<std::size_t>(length), size_ - first);
            const bool more = std::apply(
                [&](auto&... row) {
                    (row.gather(order.data() + first, count, epoch), ...);
                    return use(row.bound()...);
                },
                rows_);
            if (!more) return;
        }
    }

private:
    std::size_t size_;
    std::tuple<
        detail::gathered_rows<typename Bindings::variable_type, typename Bindings::value_type>...>
        rows_;
};

}  // namespace ctgrad::nn
