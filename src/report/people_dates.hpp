#pragma once

#include <string>
#include <string_view>

#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/report/document.hpp"

namespace rfmseg {

// Dates as people write them; files have ISO 8601 instead.

/// `2011-12-07`, also with a time at midnight, becomes `7 Dec 2011`, another time follows
/// (`7 Dec 2011, 15:52`); `2011-12` becomes `Dec 2011`, `2011-Q4` `Q4 2011`, and `2011-W49`
/// `W49 2011`. Other texts stay as they are.
[[nodiscard]] std::string people_date(std::string_view iso);
[[nodiscard]] std::string people_date(Timestamp time);
/// The same for every date in a sentence that is a word by itself, not a part of a name.
[[nodiscard]] std::string people_dates_in(std::string_view sentence);
/// The table with such dates in its titles and cells; for tables whose texts are all of the
/// library.
[[nodiscard]] Table people_dates_in(Table table);

}  // namespace rfmseg
