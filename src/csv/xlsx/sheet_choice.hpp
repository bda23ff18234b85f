#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "csv/xlsx/workbook.hpp"
#include "rfmseg/message.hpp"

namespace rfmseg {

/// The sheets to be read.
struct SheetChoice {
  struct Part {
    std::size_t sheet;        ///< its position among the sheets
    std::uint64_t first_row;  ///< from which it is read: 1, or the one after its header
  };
  std::vector<Part> parts;
  std::optional<Message> warning{};  ///< that others are skipped
};

/// Chooses the sheet that `wanted` names, or the `wanted`-th. Otherwise those of the largest table,
/// which are all sheets with the same header; not hidden ones. Throws UsageError if there is no
/// such sheet.
[[nodiscard]] SheetChoice choose_sheets(ZipArchive& archive, const Workbook& workbook,
                                        const std::optional<std::string>& wanted);

}  // namespace rfmseg
