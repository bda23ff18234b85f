#include "rfmseg/report/analysis_folder.hpp"

#include <algorithm>
#include <string_view>

#include "rfmseg/report/analysis_files.hpp"

namespace rfmseg {
namespace {

bool is_analysis_file(std::string_view name) {
  return std::ranges::find(kAnalysisFiles, name) != kAnalysisFiles.end() ||
         std::ranges::find(kOptionalAnalysisFiles, name) != kOptionalAnalysisFiles.end();
}

FolderKind analysis_kind() {
  return {.list = "analysis.json",
          .format = "rfmseg-analysis",
          .origin = "analysis",
          .always = {kAnalysisFiles.begin(), kAnalysisFiles.end()},
          .may_have = is_analysis_file};
}

}  // namespace

AnalysisFolder::AnalysisFolder(const std::string& path) : OutputFolder(path, analysis_kind()) {}

}  // namespace rfmseg
