#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "csv/csv_file.hpp"
#include "load/look_ahead.hpp"

namespace rfmseg {

/// The first well-formed rows of a file: the evidence for what its columns mean.
struct Sample {
  static constexpr std::size_t kMostRows = kRowsToLookAt;

  /// The cells by column, then by row; trimmed, and of long ones the beginning.
  std::vector<std::vector<std::string>> columns;

  [[nodiscard]] std::size_t rows() const { return columns.empty() ? 0 : columns.front().size(); }
};

/// Reads the sample without consuming rows. Rows of blank cells only are omitted.
[[nodiscard]] Sample take_sample(CsvFile& file);

}  // namespace rfmseg
