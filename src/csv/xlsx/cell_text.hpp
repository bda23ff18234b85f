#pragma once

#include <string>
#include <string_view>

#include "csv/xlsx/number_format_code.hpp"

namespace rfmseg {

/// Whether days are counted from 1904-01-01 rather than from 1900-01-01.
enum class FirstDay { in_1900, in_1904 };

/// Appends the text of a cell as a field of CSV with commas. Line ends and other control
/// characters become blanks, so that a row stays a line; a text of blanks alone is empty. `_x000D_`
/// and the like are the characters that they mean.
void append_text_field(std::string& csv, std::string_view text);

/// Appends a number as it is shown: `0.84999999999999998` of the file, which is the double next to
/// it, as `0.85`. The number has the fewest digits that make the same double in 15, as many as
/// spreadsheets keep; whole numbers and those of up to 15 digits stay as they are. No exponents
/// between 1e-20 and 1e20. Anything else is a text.
void append_number_field(std::string& csv, std::string_view number);

/// Appends a number as a date, time or both, to the nearest second: `2010-12-01 08:26:00`,
/// `2010-12-01` (of a format without time, and a whole number), `08:26:00`. A number that is not a
/// date in 1900 to 9999 is appended as a number.
void append_date_field(std::string& csv, std::string_view number, CellNumber format,
                       FirstDay first_day);

}  // namespace rfmseg
