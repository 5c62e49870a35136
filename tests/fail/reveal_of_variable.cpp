// EXPECT: W is a matrix 2 x 3: a variable
#include <ctgrad/ctgrad.hpp>

int main() { ctgrad::reveal(ctgrad::matrix<"W", 2, 3>); }
