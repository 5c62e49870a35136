/// The rows of another library, which differentiates the functions of functions.hpp.
#pragma once

#include "functions.hpp"
#include "measure.hpp"

namespace bench {

/// `Method<Function, N>::run(point)` gives the value and the N derivatives.
template <template <class, std::size_t> class Method> bool rows_of(const char* library) {
    table first("Rosenbrock, 10");
    first.row<rosenbrock::by_hand, Method<rosenbrock::function, rosenbrock::size>>(
        library, 0, rosenbrock::start());
    table second("exp, sin of 3");
    second.row<waves::by_hand, Method<waves::function, 3>>(library, 0, waves::start);
    return first.holds() && second.holds();
}

}  // namespace bench
