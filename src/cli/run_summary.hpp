#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/run_files.hpp"

namespace rfmseg::cli {

/// What a run did, for --summary. Commands fill in what they have.
struct RunSummary {
  std::string command;
  std::vector<std::string> arguments;  ///< as given, without the program
  std::optional<std::uint64_t> files, rows, rows_kept;
  std::optional<std::uint64_t> customers;
  std::string as_of;                 ///< empty when recency was not measured
  std::vector<std::string> outputs;  ///< files that have appeared
  RunFiles run_files;
  std::chrono::system_clock::time_point started = std::chrono::system_clock::now();
};

/// Appends the line that docs/formats.md describes, in one write. Throws DataError when it cannot.
void append_summary(const RunSummary& summary, int exit_code, const std::string& path);

}  // namespace rfmseg::cli
