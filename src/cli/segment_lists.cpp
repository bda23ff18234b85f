#include "cli/segment_lists.hpp"

#include <fmt/core.h>

#include <utility>

#include "cli/file_name.hpp"
#include "cli/log.hpp"
#include "cli/options/checks.hpp"
#include "plural.hpp"

namespace rfmseg::cli {
namespace {

constexpr const char* kOption = "--segments-dir";

/// `10 segments: champions.csv (27), ...`.
std::string describe_files(const std::vector<SegmentFile>& files) {
  constexpr std::size_t kMost = 12;
  std::string text = plural(files.size(), "segment");
  for (std::size_t i = 0; i < files.size() && i < kMost; ++i) {
    text += fmt::format("{}{} ({})", i == 0 ? ": " : ", ", files[i].name, files[i].customers);
  }
  return files.size() > kMost ? text + ", ..." : text;
}

}  // namespace

Options declare_segments_dir(std::string& directory) {
  return in_group(
      "Output",
      {Option(kOption, &directory, "DIR",
              "Also write a CSV file per segment into this folder, e.g. at_risk.csv, and their "
              "list, segments.json",
              {.check = require_folder, .role = FileRole::folder})});
}

SegmentLists::SegmentLists(std::string directory, const Scheme& scheme, RunSummary& summary)
    : directory_(std::move(directory)), summary_(summary) {
  if (!directory_.empty() && !waits_for_as_of(directory_)) open(file_name(directory_), scheme);
}

void SegmentLists::open(const std::string& path, const Scheme& scheme) {
  path_ = path;
  summary_.run_files.claim_in_folder(kOption, path, segment_folder_files(path, scheme));
  folder_.emplace(path, scheme);
}

void SegmentLists::write(const CustomerTable& table, const CustomerResults& results,
                         const TextStyle& style) {
  if (directory_.empty()) return;
  if (!folder_) {
    const std::string path = file_name(directory_, summary_.as_of);
    summary_.run_files.claim_late(directory_, path);
    open(path, results.segmentation->scheme);
  }
  files_ = write_segment_files(table, results, style, *folder_);
  folder_->finish();
}

void SegmentLists::publish() {
  if (!folder_) return;
  const std::vector<std::string> paths = folder_->paths();
  folder_->publish();
  summary_.outputs.insert(summary_.outputs.end(), paths.begin(), paths.end());
  log_info(fmt::format("{}: {}", path_, describe_files(files_)));
}

}  // namespace rfmseg::cli
