// EXPECT: summary(net, loss): a scan has no layers; cost(...) counts it
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

using net = nn::mlp<nn::dense<2, 1>>;
constexpr auto s = scalar<"s">;
constexpr auto loss = scan<4>(carry(s, sum(net::output), s* s)).last(s);
constexpr auto all = summary(net{}, loss);
