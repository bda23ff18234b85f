#pragma once

#include <absl/container/flat_hash_set.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "csv/row_reader.hpp"
#include "rfmseg/inspect/inspection.hpp"

namespace rfmseg {

/// Gathers what the columns of a file contain. Its memory is bounded: it looks at the first
/// kMostColumns, and stores hashes of values up to a number per column and in all.
class ColumnStatistics {
 public:
  static constexpr std::size_t kMostColumns = 1'000;
  static constexpr std::size_t kMostDistinct = 100'000;         ///< of a column
  static constexpr std::size_t kMostDistinctInAll = 2'000'000;  ///< of all columns

  explicit ColumnStatistics(std::vector<std::string> header) : header_(std::move(header)) {
    clear();
  }

  void clear();
  /// Adds a row, unless it consists of blank cells. Of rows that are not good() only the number
  /// counts.
  void add(const RowReader& row);

  /// The number of rows.
  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  /// The columns, with no meaning yet.
  [[nodiscard]] std::vector<InspectedColumn> columns() const;
  /// The number of columns that are not looked at.
  [[nodiscard]] std::size_t others() const { return header_.size() - columns_.size(); }

 private:
  struct Column {
    std::uint64_t blank = 0;
    absl::flat_hash_set<std::uint64_t> hashes;
    std::uint64_t last_hash = 0;  ///< of the last value; 0 if there is none
    bool or_more = false;
    std::vector<std::string> values;  ///< the first different ones, of long ones the beginning
  };

  void add(Column& column, std::string_view cell);

  std::vector<std::string> header_;
  std::vector<Column> columns_;
  std::uint64_t rows_ = 0;
  std::size_t hashes_ = 0;  ///< of all columns
};

}  // namespace rfmseg
