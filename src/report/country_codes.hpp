#pragma once

#include <string>
#include <string_view>

namespace rfmseg {

/// The code of two letters (ISO 3166-1, in lower case) of a country: of such a code itself, of
/// `UK`, and of English names. Empty for other text.
[[nodiscard]] std::string country_code(std::string_view country);

}  // namespace rfmseg
