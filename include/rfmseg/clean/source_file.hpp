#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/load/number_format.hpp"

namespace rfmseg {

/// Of bad rows so many are shown.
inline constexpr std::size_t kErrorsShown = 5;

/// A file as it was read.
struct SourceFile {
  std::string name;
  std::uint64_t rows = 0;
  std::string encoding;
  std::optional<std::uint64_t> first_line_not_utf8;  ///< see CsvFile
  char delimiter = ',';
  std::string date_format;
  NumberFormat numbers{};
  std::string fingerprint;  ///< see CsvFile
  Ledger::Entry
      shared;  ///< with files before it, when asked for: whole orders, row by row the same
};

}  // namespace rfmseg
