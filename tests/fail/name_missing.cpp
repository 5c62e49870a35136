// EXPECT: the name of a variable is a C++ identifier of at most 60 characters
#include <ctgrad/ctgrad.hpp>

constexpr auto x = ctgrad::vector<"", 3>;
