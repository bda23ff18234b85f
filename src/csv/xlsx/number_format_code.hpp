#pragma once

#include <string_view>

namespace rfmseg {

/// What the number of a cell is, by its number format.
enum class CellNumber : char {
  number,
  date,       ///< days since the workbook's first day
  date_time,  ///< the same, shown with a time
  time,       ///< the time of a day, as a part of it
  duration,   ///< hours that may be more than 24
};

/// Of one of Excel's formats, which have no code in the file: 14 to 22, 45 to 47, and those of East
/// Asia, 27 to 36 and 50 to 58.
[[nodiscard]] CellNumber builtin_number_format(int id);

/// Of a format code: `yyyy\-mm\-dd hh:mm`, `[$-409]d-mmm;@`, `[h]:mm`, `#,##0.00 "d"`.
[[nodiscard]] CellNumber parse_number_format(std::string_view code);

}  // namespace rfmseg
