/// How many steps a scan runs where only the call knows it: sequences of different lengths through
/// one program.
///
///     constexpr auto n = length_up_to<"n", 40>;
///     constexpr auto run = scan<40>(n, carry(h, h0, next), each(x, X));
///     run.last(h)(n = 37, X = rows_of_forty, ...)  // the first 37 rows
#pragma once

#include <ctgrad/expr/variable.hpp>

namespace ctgrad {

namespace detail {

/// float counts to here without gaps.
inline constexpr int most_counted = 1 << 24;

/// What hangs on the identity of a length: a scalar variable that has a maximum.
template <core::label Name, int Most> struct length_definition {
    static constexpr identity id = mix(
        head_identity(descriptor<operations::variable>, scalar_shape, 0, Most), hash(Name.view()));
    constexpr operator entry() const {
        const core::text_view name = Name.view();
        return leaf_entry(leaf_record(descriptor<operations::variable>, id,
                                      {name.data(), static_cast<int>(name.size())}, 0, Most,
                                      scalar_shape));
    }
};

template <core::label Name, int Most> constexpr auto make_length() {
    if constexpr (!valid_name(Name.view())) {
        fail<"the name of a length is a C++ identifier of at most 60 characters",
             std::integral_constant<int, Most>>();
        return make_length < "invalid", Most<1 ? 1 : Most>();
    } else if constexpr (Most < 1 || Most > most_counted) {
        fail<"length_up_to<name, T>: T, the most steps, is at least 1 and at most 2^24",
             std::integral_constant<int, Most>>();
        return make_length<Name, 1>();
    } else {
        using made = length_definition<Name, Most>;
        static_assert(is_defined<made::id, made{}>, "it is registered");
        return with_label<made::id, Name.length, Name>();
    }
}

}  // namespace detail

/// The number of steps of a scan that it is given to, told by every call: `n = 37`, or a length for
/// each sample of a batch, `n = rows(lengths)`. Several scans may share it. In formulas it is a
/// number, `run.total() / n`; nothing is differentiated by it. A tile of a batch runs as many steps
/// as its longest sample: batches of similar lengths take the least time. Error
/// (std::invalid_argument) where it is bound: a value that is not one of 1, 2, ..., Most.
template <core::label Name, int Most>
inline constexpr auto length_up_to = detail::make_length<Name, Most>();

}  // namespace ctgrad
