/// How exact the elementary functions of packs are: a type that whatever uses them names.
#pragma once

namespace ctgrad::kernel {

/// Errors of a few units in the last place, stated at each function, over all of a type's numbers:
/// subnormal arguments and results, overflow, infinities and NaN included. The default.
struct accurate {};

/// What costs much and matters little is left out: results of exp below the normal numbers are 0.
/// Functions that would gain nothing are `accurate`, as the base says. Never chosen by anything but
/// its name.
struct fast : accurate {};

}  // namespace ctgrad::kernel
