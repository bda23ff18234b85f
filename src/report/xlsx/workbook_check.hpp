#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace rfmseg::xlsx {

/// What was put into a sheet.
struct SheetSize {
  std::size_t rows = 0, cells = 0;

  friend bool operator==(const SheetSize&, const SheetSize&) = default;
};

/// Reads a finished workbook back: every part must have its checksum and be whole XML, and the
/// sheets must have these rows and cells. Throws DataError (unwritable_file), which names the
/// folder of its temporary files, if not.
void check_workbook(int descriptor, const std::vector<SheetSize>& sheets,
                    const std::string& folder);

/// Writes a whole file to a stream. Throws DataError (unwritable_file) if it cannot be read.
void copy_file(int descriptor, std::ostream& out, const std::string& folder);

}  // namespace rfmseg::xlsx
