#pragma once

/// \file
/// Inspections for people and as JSON.

#include <ostream>
#include <string>
#include <vector>

#include "rfmseg/inspect/inspection.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/setting.hpp"

namespace rfmseg {

/// A file, with what to run next in the program's own words.
struct InspectedFile {
  Inspection inspection;
  std::string command = {};               ///< that analyzes the file; empty: none
  std::vector<std::string> answers = {};  ///< commands that resolve Inspection::question
};

struct InspectionReport {
  std::vector<InspectedFile> files;
};

/// A section per file, of about one screen. `names`: of settings in messages.
[[nodiscard]] Document describe(const InspectionReport& report,
                                const SettingNames& names = library_name);
/// The same as JSON, described in docs/formats.md.
void write_json(const InspectionReport& report, const SettingNames& names, std::ostream& out);

}  // namespace rfmseg
