#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "csv/csv_file.hpp"
#include "csv/field_index.hpp"

namespace rfmseg {

/// Whether a RowReader reads the columns that are not wanted.
enum class OtherColumns { read, skip };

/// Reads the rows of a file's blocks. Create one per thread. Views are valid until the next call of
/// next() or start().
///
/// Fields are views of the block, at the offsets of its FieldIndex: a plain row takes a few
/// instructions for any number of columns, also if columns that are not read are quoted. Only a row
/// with a field whose text differs from its bytes, because of its quotes, is copied and parsed by
/// fast-cpp-csv-parser, which only this class uses.
class RowReader {
 public:
  /// `wanted[i]` is the position in the file of the column that field(i) returns; -1 if the file
  /// does not have the column. A column may occur more than once.
  RowReader(const CsvFile& file, std::vector<int> wanted, OtherColumns others = OtherColumns::read);

  /// Starts reading the rows of `block`, which must remain valid.
  void start(const Block& block);

  /// Moves to the next row; returns false after the last one of the block. Skips blank lines.
  [[nodiscard]] bool next() { return next_plain() || next_other(); }

  /// Whether the row is well-formed: false if it does not have as many fields as the header, has a
  /// stray quote, or contains NUL, the control byte 0x1f or bytes that are not characters of the
  /// file's encoding.
  [[nodiscard]] bool good() const { return good_; }
  /// Why the row is not good(): `too few columns (3 instead of 8)`.
  [[nodiscard]] std::string problem() const;

  /// The line of the file on which the row begins, from 1.
  [[nodiscard]] std::uint64_t line() const { return line_; }
  /// The number of its lines.
  [[nodiscard]] std::uint64_t lines() const { return next_line_ - line_; }
  /// The bytes of the row in the file, without the final newline.
  [[nodiscard]] std::string_view raw_record() const {
    const std::string_view raw = block_.substr(begin_, end_ - begin_);
    return raw.ends_with('\r') ? raw.substr(0, raw.size() - 1) : raw;
  }

  /// Reads all columns of the row, even with OtherColumns::skip.
  void read_other_columns() {
    if (escaped_) parse();
  }

  // For good() rows only, and for other columns than the wanted ones only with OtherColumns::read:

  /// Field `wanted`, without delimiters and quotes; empty if the file does not have the column.
  [[nodiscard, gnu::always_inline]] std::string_view field(std::size_t wanted) const {
    const int position = wanted_[wanted];
    return position < 0 ? std::string_view{} : column(static_cast<std::size_t>(position));
  }
  /// The field at `position` in the file, from 0; there are as many as names in the header.
  [[nodiscard]] std::string_view column(std::size_t position) const {
    const Offset begin = before_[position] + 1;  // wraps to 0 at the beginning of the text
    return {text_ + begin, ends_[position] - begin};
  }
  /// All fields of the row, without quotes, separated by NUL. Equal for rows with equal fields,
  /// however they are quoted. Valid as long as `buffer`, in which it is stored.
  [[nodiscard]] std::string_view record_text(std::string& buffer) const;

 private:
  using Offset = FieldIndex::Offset;

  /// Moves to the next row if the end of its last field is the first stop, so that it has as many
  /// fields as the header, and only text.
  [[nodiscard]] bool next_plain() {
    if (static_cast<std::size_t>(ends_end_ - next_ends_) < columns_) return false;
    const Offset end = next_ends_[columns_ - 1];
    if (end != *next_stop_) return false;
    if (columns_ == 1) return false;  // may be blank
    start_record(end);
    before_ = next_ends_ - 1;
    ends_ = index_ends_ = next_ends_;
    text_ = block_.data();
    good_ = true;
    escaped_ = false;
    ++next_line_;
    ++next_stop_;
    next_ends_ += columns_;
    if (block_[end - 1] == '\r' || *next_quote_ < end) take_rest();
    return true;
  }
  /// Moves to the next row of any kind.
  [[nodiscard]] bool next_other();
  void start_record(Offset end) {
    begin_ = next_ends_[-1] + 1;  // wraps to 0 at the beginning of the block
    end_ = end;
    line_ = next_line_;
  }
  void take_rest();
  void take_quotes();
  void find_fields(const Offset* quotes);
  void parse();

  std::vector<int> wanted_;
  std::size_t columns_;
  std::vector<char> is_read_;  ///< by column

  // The block, and the next row in its index:
  std::string_view block_;
  std::uint64_t next_line_ = 0;
  const Offset* next_ends_ = nullptr;
  const Offset* ends_end_ = nullptr;
  const Offset* next_stop_ = nullptr;
  const Offset* next_quote_ = nullptr;

  // The current row:
  Offset begin_ = 0, end_ = 0;          ///< in the block; the end is its newline
  const Offset* index_ends_ = nullptr;  ///< its ends in the index
  std::uint64_t line_ = 0;
  bool good_ = false;
  bool escaped_ = false;            ///< whether a field of `text_` is not its text
  const char* text_ = nullptr;      ///< the block, or `copy_`
  const Offset* before_ = nullptr;  ///< offsets in `text_` of the bytes before its fields
  const Offset* ends_ = nullptr;    ///< offsets in `text_` of the ends of its fields

  // A row that is not plain:
  std::size_t fields_ = 0;  ///< their number
  bool is_text_ = false;
  bool is_cut_ = false;  ///< at the end of the line, because of a stray quote
  std::vector<Offset> own_before_, own_ends_;
  std::unique_ptr<char[]> copy_;  ///< of the record, for the parser
  std::size_t capacity_ = 0;      ///< of `copy_`
  std::vector<char*> copy_begins_, copy_ends_;
  std::vector<int> in_order_;  ///< 0, 1, 2, ...: the parser's order of columns
};

}  // namespace rfmseg
