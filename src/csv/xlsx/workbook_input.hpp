#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "csv/text_input.hpp"

namespace rfmseg {

/// Opens a workbook as CSV: the sheet of CsvOptions::sheet, or those of the largest table, which
/// are all sheets with the same header. `file` is closed; `name` is for messages. Throws DataError
/// for a damaged workbook and what is none, UsageError if there is no such sheet.
[[nodiscard]] std::unique_ptr<TextInput> open_workbook(std::FILE* file, const std::string& name,
                                                       const CsvOptions& options);

}  // namespace rfmseg
