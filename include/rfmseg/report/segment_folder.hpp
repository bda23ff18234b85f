#pragma once

/// \file
/// A file per segment in a folder, which all appear at once.
///
///     rfmseg::SegmentFolder folder("lists", segmentation.scheme);
///     rfmseg::write_segment_files(table, {.segmentation = &segmentation}, {}, folder);
///     folder.finish();   // throws if a write failed
///     folder.publish();  // only now does the folder change

#include <string>
#include <vector>

#include "rfmseg/report/customer_rows.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/output_folder.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {

/// The OutputFolder of the segments of a scheme: for each a CSV file with its customers, by its
/// segment_key(), and the list `segments.json`.
class SegmentFolder : public OutputFolder {
 public:
  /// Throws as OutputFolder does.
  SegmentFolder(const std::string& path, const Scheme& scheme);
};

/// The names of all files that a SegmentFolder writes or removes at this path: those of the scheme,
/// and those of an earlier run.
[[nodiscard]] std::vector<std::string> segment_folder_files(const std::string& path,
                                                            const Scheme& scheme);

/// The list of customers of one segment.
struct SegmentFile {
  std::string name;  ///< `at_risk.csv`
  std::string segment;
  std::string key;
  std::size_t customers = 0;
};

/// Writes a file for each segment, with the rows of write_customers(), and the list. A segment
/// without customers has a file with the header alone. `results.segmentation` must be set. Returns
/// the files of the segments, in the order of the scheme.
std::vector<SegmentFile> write_segment_files(const CustomerTable& table,
                                             const CustomerResults& results, const TextStyle& style,
                                             OutputFolder& folder);

}  // namespace rfmseg
