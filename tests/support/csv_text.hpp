#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"
#include "support/temp_dir.hpp"

namespace rfmseg::test {

/// Block sizes that cut small texts in every possible place, and one that does not cut them.
inline constexpr std::array<std::size_t, 5> kBlockSizes = {1, 2, 7, 64, 1 << 20};

/// A row as RowReader gives it.
struct ReadRow {
  std::uint64_t line = 0;
  std::string raw;
  std::string problem;  ///< empty when the row is good
  std::vector<std::string> fields;
  friend bool operator==(const ReadRow&, const ReadRow&) = default;
  friend std::ostream& operator<<(std::ostream& out, const ReadRow& row) {
    out << row.line << ": <" << row.raw << '>' << row.problem;
    for (const std::string& field : row.fields) out << " [" << field << ']';
    return out;
  }
};

/// CSV text as files. All files of one CsvText share a folder and a name, `data.csv`.
class CsvText {
 public:
  std::unique_ptr<CsvFile> open(std::string_view text, const CsvOptions& options = {}) {
    return std::make_unique<CsvFile>(folder_.write("data.csv", text), options);
  }
  [[nodiscard]] std::string path() const { return folder_.path("data.csv"); }

 private:
  TempDir folder_;
};

/// All rows of `file`, up to the first error in it, which is thrown.
inline void read_rows(CsvFile& file, std::vector<ReadRow>& rows) {
  RowReader reader(file, {});
  Block block;
  while (file.next(block)) {
    reader.start(block);
    while (reader.next()) {
      ReadRow row{reader.line(), std::string(reader.raw_record()), {}, {}};
      if (reader.good()) {
        for (std::size_t i = 0; i < file.header().size(); ++i) {
          row.fields.emplace_back(reader.column(i));
        }
      } else {
        row.problem = reader.problem();
      }
      rows.push_back(std::move(row));
    }
  }
}

inline std::vector<ReadRow> read_rows(CsvFile& file) {
  std::vector<ReadRow> rows;
  read_rows(file, rows);
  return rows;
}

/// Only the fields of the rows of `text`, which have to be good ones.
inline std::vector<std::vector<std::string>> fields_of(std::string_view text,
                                                       const CsvOptions& options = {}) {
  CsvText csv;
  const auto file = csv.open(text, options);
  std::vector<std::vector<std::string>> fields;
  for (ReadRow& row : read_rows(*file)) {
    fields.push_back(row.problem.empty() ? std::move(row.fields)
                                         : std::vector<std::string>{row.problem});
  }
  return fields;
}

}  // namespace rfmseg::test
