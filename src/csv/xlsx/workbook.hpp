#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "csv/xlsx/cell_text.hpp"
#include "csv/xlsx/zip_archive.hpp"

namespace rfmseg {

/// A sheet with cells.
struct WorkbookSheet {
  std::string name;
  std::string part;
  bool hidden = false;
};

/// The texts that cells share, as fields of CSV: what grows with the number of different texts.
class SharedStrings {
 public:
  /// Throws DataError if `most_bytes` of memory do not suffice.
  void add(std::string_view text, const ZipArchive& archive, std::uint64_t most_bytes);
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(text_).substr(begin, ends_[i] - begin);
  }

 private:
  std::string text_;
  std::vector<std::size_t> ends_;
};

/// All of a workbook but its cells.
struct Workbook {
  std::vector<WorkbookSheet> sheets;  ///< in their order
  FirstDay first_day = FirstDay::in_1900;
  std::vector<CellNumber> styles;  ///< of cells, by the number of their style
  SharedStrings strings;
};

/// More memory than the shared strings of any real workbook need.
inline constexpr std::uint64_t kMostSharedBytes = std::uint64_t{1} << 30;

/// Reads all but the cells. Throws DataError for an archive that is damaged, or no workbook.
[[nodiscard]] Workbook read_workbook(ZipArchive& archive,
                                     std::uint64_t most_shared_bytes = kMostSharedBytes);

}  // namespace rfmseg
