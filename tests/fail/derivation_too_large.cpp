// EXPECT: derivation: of at most 200 different nodes; this expression has 202
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto x = scalar<"x">;
template <int Levels, class U> constexpr auto nested(U u) {
    if constexpr (Levels == 0) return u;
    else return nested<Levels - 1>(sin(u));
}
constexpr auto d = derivation(nested<201>(x), x);
