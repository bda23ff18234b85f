#pragma once

/// \file
/// The files of an analysis in a folder, which all appear at once.
///
///     rfmseg::AnalysisFolder folder("results");
///     for (const auto& [name, write] : rfmseg::analysis_files(analysis, {}, {})) {
///       write(folder.add(name));
///     }
///     folder.finish();   // throws if a write failed
///     folder.publish();  // only now does the folder change

#include <string>

#include "rfmseg/report/output_folder.hpp"

namespace rfmseg {

/// The OutputFolder of an analysis. Its list is `analysis.json`.
class AnalysisFolder : public OutputFolder {
 public:
  /// Throws as OutputFolder does.
  explicit AnalysisFolder(const std::string& path);
};

}  // namespace rfmseg
