// EXPECT: a part of a checkpoint is parameters, a number, a vector of numbers, a string
#include <ctgrad/io/checkpoint.hpp>

struct settings {
    double rate = 1;
};
void keep(settings& thing) { ctgrad::io::checkpoint{ctgrad::io::part{"a", thing}}.save("a"); }
