#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "csv/csv_file.hpp"

namespace rfmseg {

/// Reads the rows of a file's blocks. The only place that knows fast-cpp-csv-parser. One per
/// thread; views stay valid until the next next() or start().
class RowReader {
 public:
  /// `wanted[i]` is the position in the file of the column that field(i) shall give; -1 for a
  /// column the file does not have. A column may be wanted more than once.
  RowReader(const CsvFile& file, std::vector<int> wanted);

  /// Turns to the rows of `block`, which must outlive their use.
  void start(const Block& block);

  /// Moves to the next row; false after the block's last. Blank lines are no rows.
  [[nodiscard]] bool next();

  /// Whether the row can be read: false when it does not have as many fields as the header, or
  /// holds NUL, the control byte 0x1f or bytes that are not of the file's encoding.
  [[nodiscard]] bool good() const { return is_text_ && fields_ == columns_; }
  /// What is wrong with a row that is not good(): `too few columns (3 instead of 8)`.
  [[nodiscard]] std::string problem() const;

  /// The physical line of the file on which the row begins, from 1.
  [[nodiscard]] std::uint64_t line() const { return line_; }
  /// The row's bytes as they stand in the file, without the final newline.
  [[nodiscard]] std::string_view raw_record() const { return raw_; }

  // Only for good() rows:

  /// Field `wanted`, as it stands between delimiters or quotes; empty for a column the file does
  /// not have.
  [[nodiscard]] std::string_view field(std::size_t wanted) const {
    const int position = wanted_[wanted];
    return position < 0 ? std::string_view{} : column(static_cast<std::size_t>(position));
  }
  /// The field at `position` in the file, of as many as there are names in its header.
  [[nodiscard]] std::string_view column(std::size_t position) const {
    const char* begin = begins_[position];
    return {begin, static_cast<std::size_t>(begins_[position + 1] - begin) - 1};
  }
  /// All fields of the row, with NUL between them and without quotes: equal for rows that are equal
  /// in every field, however each is quoted.
  [[nodiscard]] std::string_view record_text() const {
    return {begins_.front(), static_cast<std::size_t>(begins_.back() - begins_.front()) - 1};
  }

 private:
  std::vector<int> wanted_;
  std::size_t columns_;
  char delimiter_;

  const char* at_ = nullptr;  ///< where the next row begins in the block, or a blank line before it
  const char* end_ = nullptr;
  std::uint64_t next_line_ = 0;

  // The row:
  std::string_view raw_;
  std::uint64_t line_ = 0;
  std::size_t fields_ = 0;
  bool is_text_ = false;
  std::unique_ptr<char[]> record_;  ///< normalised
  std::size_t capacity_ = 0;        ///< of `record_`
  std::vector<char*> ends_;         ///< where its fields end
  std::vector<char*> begins_;       ///< where its fields begin; at the end, where one more would
  std::vector<int> in_order_;       ///< 0, 1, 2, ...: the parser's order of columns
};

}  // namespace rfmseg
