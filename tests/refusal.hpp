/// What a call says that must refuse what it is given.
#pragma once

#include <stdexcept>
#include <string>

/// The message of the Error that `call` throws. Other exceptions pass, and fail the test.
template <class Error = std::invalid_argument, class Call> std::string refusal(Call&& call) {
    try {
        call();
    } catch (const Error& error) { return error.what(); }
    return "no exception";
}
