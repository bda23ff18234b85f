#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/option.hpp"
#include "cli/run_summary.hpp"
#include "rfmseg/report/segment_folder.hpp"

namespace rfmseg::cli {

/// --segments-dir.
[[nodiscard]] Options declare_segments_dir(std::string& directory);

/// The files of --segments-dir, which appear together; nothing without a directory.
class SegmentLists {
 public:
  /// Claims the files, so that none is an input (see RunFiles), and opens the folder: what is wrong
  /// with it is found before all work, unless its name waits for the date in the summary.
  SegmentLists(std::string directory, const Scheme& scheme, RunSummary& summary);

  /// Writes the files, of which none appears yet.
  void write(const CustomerTable& table, const CustomerResults& results, const TextStyle& style);
  /// Has them appear, adds them to the summary, and logs what was written.
  void publish();

 private:
  void open(const std::string& path, const Scheme& scheme);

  std::string directory_;  ///< as given
  RunSummary& summary_;
  std::string path_;
  std::optional<SegmentFolder> folder_;
  std::vector<SegmentFile> files_;
};

}  // namespace rfmseg::cli
