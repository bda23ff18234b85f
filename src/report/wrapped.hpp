#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rfmseg {

/// `text` broken at blanks so that lines stay within `width` columns where they can. Lines begin
/// with `indent`, the first one only from its column `used` on: so many columns are in use there.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t width,
                                  std::string_view indent = {}, std::size_t used = 0);

}  // namespace rfmseg
