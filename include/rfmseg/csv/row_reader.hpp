#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/csv/csv_file.hpp"

namespace rfmseg {

/// Reads the rows of a file's blocks, a chosen set of columns of each. The only place that knows
/// fast-cpp-csv-parser. One per thread; views stay valid until the next start().
class RowReader {
 public:
  static constexpr std::size_t kMaxColumns = 16;

  /// `wanted[i]` is the position in the file of the column that field(i) shall give; -1 for a
  /// column the file does not have. At most kMaxColumns; a column may be wanted more than once.
  RowReader(const CsvFile& file, const std::vector<int>& wanted);
  ~RowReader();
  RowReader(const RowReader&) = delete;
  RowReader& operator=(const RowReader&) = delete;

  /// Turns to the rows of `block`, which must outlive their use.
  void start(const Block& block);

  /// Moves to the next row; false after the block's last. Blank lines are no rows, nor is a line of
  /// `""` in a file of one column.
  [[nodiscard]] bool next();

  /// Whether the row can be read: false when it does not have as many fields as the header, or
  /// holds NUL, one of two control bytes (0x1e, 0x1f) or bytes that are not of the file's encoding.
  [[nodiscard]] bool good() const { return good_; }
  /// What is wrong with a row that is not good(): `too few columns (3 instead of 8)`.
  [[nodiscard]] std::string problem() const;

  /// Field `wanted`, as it stands between delimiters or quotes; empty for a column the file does
  /// not have. Only for good() rows.
  [[nodiscard]] std::string_view field(std::size_t wanted) const {
    const char* text = fields_[source_[wanted]];
    return text == nullptr ? std::string_view{} : std::string_view{text};
  }
  /// The physical line of the file on which the row begins, from 1.
  [[nodiscard]] std::uint64_t line() const { return first_line_ + record_ + extra_lines_; }

  /// The row's bytes as they stand in the file, without the final newline.
  [[nodiscard]] std::string_view raw_record();
  /// All fields of the row, with NUL between them and without quotes: equal for rows that are equal
  /// in every field, however each is quoted. Only for good() rows.
  [[nodiscard]] std::string_view record_text() const { return row_; }
  /// All fields of the row in the file's order. Only for good() rows.
  [[nodiscard]] const std::vector<std::string>& all_fields();

 private:
  struct Parser;

  void parse_ahead();
  void restore_newlines();

  std::size_t columns_;
  std::array<std::size_t, kMaxColumns> source_{};  ///< by wanted column: its place in `fields_`
  char delimiter_;
  std::unique_ptr<Parser> parser_;
  std::string_view raw_;
  std::uint64_t first_line_ = 0;

  std::array<char*, kMaxColumns> fields_{};
  bool good_ = true;
  std::size_t record_ = 0;  ///< index of the row among the block's records, blank ones included

  // The parser may be ahead, at the first row it can take after those that were refused.
  bool parsed_ = false;  ///< whether it is
  std::size_t parsed_record_ = 0;
  std::string_view row_;  ///< the record it is at, fields apart by NUL
  std::size_t refused_passed_ = 0;
  std::size_t refused_fields_ = 0;  ///< of the row, when it is not good

  // How far the physical lines and raw_record() have followed.
  std::size_t shifts_passed_ = 0;
  std::uint64_t extra_lines_ = 0;
  std::size_t raw_record_ = 0;
  const char* raw_at_ = nullptr;
  std::vector<std::string> all_fields_;
};

}  // namespace rfmseg
