// Compiled as C++17, which is too old.
// EXPECT: ctgrad needs C++20: compile with -std=c++20
#include <ctgrad/ctgrad.hpp>
