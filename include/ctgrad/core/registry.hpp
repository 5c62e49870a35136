/// Where the definition of a thing hangs on its identity.
///
/// A type such as `expr<Id, Text>` says nothing of its content; that keeps every name short. The
/// definition is found by one overload of `definition_of` per Id: a friend function that
/// `define<Id, Content>` brings into being when it is first named, and that argument-dependent
/// lookup finds by `key<Id>`. The same content defines the same function again, which is no change.
/// Other content under the same Id (a hash collision) is a redefinition: a hard error, never a
/// silent wrong answer. The functions are spread over 16 namespaces, since clang compares a new one
/// with all of its name in its namespace. Id stands first among the arguments, since g++ looks
/// templates up by a hash that passes over objects: by Content alone it would search them all.
#pragma once

#include <ctgrad/core/config.hpp>
#include <ctgrad/core/hash.hpp>

namespace ctgrad::detail {

template <identity Number> struct registry;

CTGRAD_REGISTRY_BEGIN
CTGRAD_REGISTRY(0);
CTGRAD_REGISTRY(1);
CTGRAD_REGISTRY(2);
CTGRAD_REGISTRY(3);
CTGRAD_REGISTRY(4);
CTGRAD_REGISTRY(5);
CTGRAD_REGISTRY(6);
CTGRAD_REGISTRY(7);
CTGRAD_REGISTRY(8);
CTGRAD_REGISTRY(9);
CTGRAD_REGISTRY(10);
CTGRAD_REGISTRY(11);
CTGRAD_REGISTRY(12);
CTGRAD_REGISTRY(13);
CTGRAD_REGISTRY(14);
CTGRAD_REGISTRY(15);
CTGRAD_REGISTRY_END

/// The name of a definition.
template <identity Id> using key = typename registry<Id % 16>::template key<Id>;

/// A type that has a size once the content is defined. For assertions about thousands of contents:
/// is_defined is a variable more for each.
template <identity Id, auto Content>
using defining = typename registry<Id % 16>::template define<Id, Content>;

/// True, and the content is defined from here on.
template <identity Id, auto Content>
inline constexpr bool is_defined = sizeof(defining<Id, Content>) > 0;

/// The content that was defined under an identity.
template <identity Id> inline constexpr auto definition = definition_of(key<Id>{});

}  // namespace ctgrad::detail
