#pragma once

/// \file
/// How CSV files are opened and read, independent of the meaning of their columns.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace rfmseg {

/// Counts of what has been read so far. Updated while files are read; may be read from another
/// thread, for example to show progress.
struct ReadProgress {
  std::atomic<std::uint64_t> bytes = 0;  ///< of the files as stored: compressed if they are
  std::atomic<std::uint64_t> rows = 0;   ///< data rows, without headers
};

/// Settings for reading CSV files. The defaults detect what a file does not state.
struct CsvOptions {
  std::optional<char> delimiter{};                     ///< default: detected from the header
  std::size_t block_size = std::size_t{256} << 10;     ///< bytes per read; does not affect results
  std::optional<std::string> encoding = std::nullopt;  ///< an iconv name; default: detected
  ReadProgress* progress = nullptr;                    ///< updated while reading, unless null
  bool fingerprint = false;                            ///< compute SourceFile::fingerprint
  std::optional<std::uint64_t> most_rows{};            ///< read only the first rows; default: all
  /// The sheet of a workbook: its name or number, from 1; default: the largest table, which
  /// all sheets with the same header are.
  std::optional<std::string> sheet = std::nullopt;
};

}  // namespace rfmseg
