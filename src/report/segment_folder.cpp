#include "rfmseg/report/segment_folder.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "report/json_parts.hpp"
#include "rfmseg/report/row_writer.hpp"
#include "rfmseg/segment/segment_keys.hpp"

namespace rfmseg {
namespace {

constexpr std::string_view kList = "segments.json";
constexpr std::string_view kFormat = "rfmseg-segments";
constexpr std::string_view kEnding = ".csv";

/// Whether it is the name of a list of some scheme: a segment_key() with the ending.
bool is_segment_file(std::string_view name) {
  if (name == kList) return true;
  if (!name.ends_with(kEnding)) return false;
  name.remove_suffix(kEnding.size());
  // A name with anything else would lose it.
  return !name.empty() && segment_key(name) == name;
}

/// The segments that customers may be in: without Scheme::unmatched if there is none.
std::vector<SegmentFile> files_of(const Scheme& scheme) {
  const std::vector<std::string> keys = segment_keys(scheme);
  std::vector<SegmentFile> files;
  const auto add = [&](const SegmentRule& rule) {
    const std::string& key = keys[files.size()];
    files.push_back({key + std::string(kEnding), rule.name, key});
  };
  for (const SegmentRule& rule : scheme.segments) add(rule);
  if (!scheme.unmatched.name.empty()) add(scheme.unmatched);
  return files;
}

FolderKind kind_of(const Scheme& scheme) {
  FolderKind kind{.list = std::string(kList),
                  .format = std::string(kFormat),
                  .origin = "run with a file per segment",
                  .always = {std::string(kList)},
                  .may_have = is_segment_file};
  for (SegmentFile& file : files_of(scheme)) kind.always.push_back(std::move(file.name));
  return kind;
}

Json list_of(const std::vector<SegmentFile>& files) {
  Json names = Json::array();
  Json segments = Json::array();
  for (const SegmentFile& file : files) {
    names.push_back(file.name);
    segments.push_back({{"segment", file.segment},
                        {"segment_key", file.key},
                        {"customers", file.customers},
                        {"file", file.name}});
  }
  names.push_back(kList);
  return {{"format", kFormat}, {"format_version", 1}, {"files", names}, {"segments", segments}};
}

}  // namespace

SegmentFolder::SegmentFolder(const std::string& path, const Scheme& scheme)
    : OutputFolder(path, kind_of(scheme)) {}

std::vector<std::string> segment_folder_files(const std::string& path, const Scheme& scheme) {
  const FolderKind kind = kind_of(scheme);
  std::vector<std::string> names = kind.always;
  for (std::string& name : find_own_files(path, kind)) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

std::vector<SegmentFile> write_segment_files(const CustomerTable& table,
                                             const CustomerResults& results, const TextStyle& style,
                                             OutputFolder& folder) {
  const Segmentation& segmentation = *results.segmentation;
  std::vector<SegmentFile> files = files_of(segmentation.scheme);
  std::vector<std::vector<std::size_t>> customers(files.size());
  for (std::size_t i = 0; i < table.size(); ++i) customers[segmentation.segment[i]].push_back(i);
  for (std::size_t segment = 0; segment < files.size(); ++segment) {
    files[segment].customers = customers[segment].size();
    const auto rows = make_row_writer(Format::csv, style, folder.add(files[segment].name));
    write_customers(table, results, customers[segment], *rows);
  }
  print(list_of(files), folder.add(std::string(kList)));
  return files;
}

}  // namespace rfmseg
