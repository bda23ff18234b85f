#pragma once

#include <optional>
#include <ostream>
#include <string>

#include "cli/run_summary.hpp"
#include "rfmseg/report/output_file.hpp"

namespace rfmseg::cli {

/// An OutputFile, whose name may hold {date} and {as_of}.
class Output {
 public:
  /// Opens the file at once, so that what is wrong with it is found before all work, unless its
  /// name waits for the date in the summary; such a file is claimed then (see RunFiles). Makes the
  /// folder of a name with a date.
  Output(std::string name, RunSummary& summary);

  [[nodiscard]] std::ostream& stream() { return file().stream(); }
  void finish() { file().finish(); }
  /// Also adds the file to the summary.
  void publish();

 private:
  OutputFile& file();

  std::string name_;  ///< as given until the file is open
  RunSummary& summary_;
  std::optional<OutputFile> file_;
};

}  // namespace rfmseg::cli
