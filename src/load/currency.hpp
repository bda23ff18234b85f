#pragma once

#include <string_view>

namespace rfmseg {

/// Removes a currency from the front or the back of `text`: an ISO 4217 code in any case, or a
/// usual sign, with blanks in it or not (`AU $`). Returns its normal form: the ISO code where it
/// has only one meaning, else the sign (`$`, `¥`, `kr`); empty if there is none.
[[nodiscard]] std::string_view strip_currency(std::string_view& text, bool front);

/// Of two normal forms around one number, the one that is right: `USD` of `$` and `USD`. Empty if
/// they contradict each other.
[[nodiscard]] std::string_view same_currency(std::string_view a, std::string_view b);

/// Whether two normal forms may be one currency: they are equal, or a sign and a code that has it.
[[nodiscard]] inline bool is_same_currency(std::string_view a, std::string_view b) {
  return a == b || !same_currency(a, b).empty();
}

}  // namespace rfmseg
