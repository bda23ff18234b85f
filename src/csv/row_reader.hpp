#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "csv/csv_file.hpp"

namespace rfmseg {

/// Reads the rows of a file's blocks. Only this class uses fast-cpp-csv-parser. Create one per
/// thread. Views are valid until the next call of next() or start().
class RowReader {
 public:
  /// `wanted[i]` is the position in the file of the column that field(i) returns; -1 if the file
  /// does not have the column. A column may occur more than once.
  RowReader(const CsvFile& file, std::vector<int> wanted);

  /// Starts reading the rows of `block`, which must remain valid.
  void start(const Block& block);

  /// Moves to the next row; returns false after the last one of the block. Skips blank lines.
  [[nodiscard]] bool next();

  /// Whether the row is well-formed: false if it does not have as many fields as the header, or
  /// contains NUL, the control byte 0x1f or bytes that are not characters of the file's encoding.
  [[nodiscard]] bool good() const { return is_text_ && fields_ == columns_; }
  /// Why the row is not good(): `too few columns (3 instead of 8)`.
  [[nodiscard]] std::string problem() const;

  /// The line of the file on which the row begins, from 1.
  [[nodiscard]] std::uint64_t line() const { return line_; }
  /// The bytes of the row in the file, without the final newline.
  [[nodiscard]] std::string_view raw_record() const { return raw_; }

  // For good() rows only:

  /// Field `wanted`, without delimiters and quotes; empty if the file does not have the column.
  [[nodiscard]] std::string_view field(std::size_t wanted) const {
    const int position = wanted_[wanted];
    return position < 0 ? std::string_view{} : column(static_cast<std::size_t>(position));
  }
  /// The field at `position` in the file, from 0; there are as many as names in the header.
  [[nodiscard]] std::string_view column(std::size_t position) const {
    const char* begin = begins_[position];
    return {begin, static_cast<std::size_t>(begins_[position + 1] - begin) - 1};
  }
  /// All fields of the row, without quotes, separated by NUL. Equal for rows with equal fields,
  /// however they are quoted.
  [[nodiscard]] std::string_view record_text() const {
    return {begins_.front(), static_cast<std::size_t>(begins_.back() - begins_.front()) - 1};
  }

 private:
  std::vector<int> wanted_;
  std::size_t columns_;
  char delimiter_;

  const char* at_ = nullptr;  ///< beginning of the next row, or of a blank line before it
  const char* end_ = nullptr;
  std::uint64_t next_line_ = 0;

  // The current row:
  std::string_view raw_;
  std::uint64_t line_ = 0;
  std::size_t fields_ = 0;
  bool is_text_ = false;
  std::unique_ptr<char[]> record_;  ///< normalised
  std::size_t capacity_ = 0;        ///< of `record_`
  std::vector<char*> ends_;         ///< where its fields end
  std::vector<char*> begins_;       ///< beginnings of its fields, and of one more
  std::vector<int> in_order_;       ///< 0, 1, 2, ...: the parser's order of columns
};

}  // namespace rfmseg
