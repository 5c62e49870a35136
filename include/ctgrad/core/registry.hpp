/// Where the definition of a thing hangs on its identity.
///
/// A type such as `expr<Id, Text>` says nothing of its content; that keeps every name short. The
/// definition is found by one overload of `definition_of` per Id: a friend function that
/// `define<Id, Content>` brings into being when it is first named, and that argument-dependent
/// lookup finds by `key<Id>`. The same content defines the same function again, which is no change.
/// Other content under the same Id (a hash collision) is a redefinition: a hard error, never a
/// silent wrong answer. Id stands first among the arguments, since g++ looks templates up by a hash
/// that passes over objects: by Content alone it would search through them all.
#pragma once

#include <ctgrad/core/config.hpp>
#include <ctgrad/core/hash.hpp>

namespace ctgrad::detail {

CTGRAD_REGISTRY_BEGIN
template <identity Id> struct key {
    friend constexpr auto definition_of(key<Id>);
};
template <identity Id, auto Content> struct define {
    friend constexpr auto definition_of(key<Id>) { return Content; }
};
CTGRAD_REGISTRY_END

/// True, and the content is defined from here on.
template <identity Id, auto Content>
inline constexpr bool is_defined = sizeof(define<Id, Content>) > 0;

/// The content that was defined under an identity.
template <identity Id> inline constexpr auto definition = definition_of(key<Id>{});

}  // namespace ctgrad::detail
