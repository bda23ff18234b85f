#pragma once

#include <optional>
#include <ostream>
#include <string>

#include "cli/run_summary.hpp"
#include "rfmseg/report/output_file.hpp"

namespace rfmseg::cli {

/// Whether a name has {as_of} in it.
[[nodiscard]] bool waits_for_as_of(const std::string& name);

/// The name with today's date in place of {date}, and that of `as_of`, which begins with it, in
/// place of {as_of}. Throws UsageError for another word in braces, and for {as_of} when `as_of` is
/// empty.
[[nodiscard]] std::string file_name(const std::string& name, const std::string& as_of = {});

/// Keeps an output, or what is appended to, from being written to by another output of the run.
/// Throws UsageError when the file is claimed already. Pipes and devices may be written to twice.
void claim_output(const std::string& path, RunSummary& summary);
/// The same of the store that the run reads or writes, as often as it opens it.
void claim_store(const std::string& path, RunSummary& summary);

/// An OutputFile, whose name may hold {date} and {as_of}.
class Output {
 public:
  /// Claims the file and opens it at once, so that what is wrong with it is found before all work,
  /// unless its name waits for the date in the summary. Makes the folder of a name with a date.
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
