// EXPECT: the name of a variable is a C++ identifier of at most 60 characters
// EXPECT: the name of a variable is a C++ identifier of at most 60 characters
// EXPECT: the name of a variable is a C++ identifier of at most 60 characters
// EXPECT: the name of a variable is a C++ identifier of at most 60 characters
// EXPECT: the name of a variable is a C++ identifier of at most 60 characters
#include <ctgrad/ctgrad.hpp>

constexpr auto quote = ctgrad::scalar<"a\"b\\">;
constexpr auto script = ctgrad::vector<"<script>", 2>;
constexpr auto umlaut = ctgrad::matrix<"\xc3\xa4", 3, 3>;
constexpr auto empty = ctgrad::vector<"", 4>;
constexpr auto longer =
    ctgrad::vector<"x2345678901234567890123456789012345678901234567890123456789_1", 5>;
