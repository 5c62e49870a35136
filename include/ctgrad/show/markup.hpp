/// Text in HTML, SVG and MathML, whose signs of the language have to be written in another way.
#pragma once

#include <ctgrad/core/text_view.hpp>

namespace ctgrad::detail {

/// What stands for a character in markup, inside of quotes too; nothing where it is the character.
constexpr core::text_view entity_of(char c) {
    switch (c) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '"': return "&quot;";
    default: return {};
    }
}

}  // namespace ctgrad::detail
