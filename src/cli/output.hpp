#pragma once

#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "cli/run_summary.hpp"
#include "cli/terminal_stream.hpp"
#include "rfmseg/report/output_file.hpp"

namespace rfmseg::cli {

/// An OutputFile, whose name may hold {date} and {as_of}.
class Output {
 public:
  /// Opens the file at once, so that what is wrong with it is found before all work, unless its
  /// name waits for the date in the summary; such a file is claimed then (see RunFiles). Makes the
  /// folder of a name with a date.
  Output(std::string name, RunSummary& summary);

  /// To a terminal, a TerminalStream.
  [[nodiscard]] std::ostream& stream();
  void finish();
  /// Also adds the file to the summary.
  void publish();

 private:
  OutputFile& file();

  std::string name_;  ///< as given until the file is open
  RunSummary& summary_;
  std::optional<OutputFile> file_;
  std::unique_ptr<TerminalStream> terminal_;
};

/// The outputs of a command, which appear together.
class Outputs {
 public:
  explicit Outputs(RunSummary& summary) : summary_(summary) {}

  /// Writes one that does not appear yet; nothing for an empty name.
  template <class Write>
  void write(const std::string& name, const Write& write) {
    if (name.empty()) return;
    write(all_.emplace_back(name, summary_).stream());
    all_.back().finish();
  }
  void publish() {
    for (Output& one : all_) one.publish();
  }

 private:
  RunSummary& summary_;
  std::vector<Output> all_;
};

}  // namespace rfmseg::cli
