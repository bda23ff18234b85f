#pragma once

#include <string_view>

namespace rfmseg::html {

/// The text of style.css, embedded.
[[nodiscard]] std::string_view style();
/// Its SHA-256 in base 64, by which a content security policy lets it pass.
[[nodiscard]] std::string_view style_sha256();

}  // namespace rfmseg::html
