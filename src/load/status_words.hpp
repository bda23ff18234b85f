#pragma once

#include <string_view>

namespace rfmseg {

/// What a value of a status means for the rows that have it, in words of several languages.
enum class StatusMeaning {
  unknown,
  sold,      ///< a finished sale: `paid`, `shipped`, `bezahlt`
  not_sold,  ///< `cancelled`, `pending`, `draft`, `storniert`
  returned,  ///< `Refund`, `Gutschrift`: one of the types of not_sold
};

[[nodiscard]] StatusMeaning status_meaning(std::string_view value);

}  // namespace rfmseg
