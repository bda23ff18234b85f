#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace rfmseg {

/// What is known of the file of a text, by which quotes are judged; see stray_quote.hpp.
struct RecordShape {
  std::size_t columns = 0;          ///< of the header; 0: quotes are not judged
  bool ended = false;               ///< whether the file ends with the text
  bool backslashes_escape = false;  ///< whether that is known, and done
};

/// How a FieldIndex is built. All passes give the same index.
enum class IndexPass {
  exact,     ///< one special byte after another: the rules as they are written down
  portable,  ///< 64 bytes at a time, on every processor
  avx2,      ///< the same with instructions of x86 processors since 2013
  avx512     ///< the same with more of them: Intel's since 2019, AMD's since 2022
};

/// The passes that this processor can run, the slowest first.
[[nodiscard]] const std::vector<IndexPass>& usable_index_passes();

/// The index of a text of CSV records: where fields and records end. Built in one pass over the
/// bytes; everything after it reads the index instead of the text.
///
/// The rules for quotes are only here, as in Python's csv module. A field is quoted if it begins
/// with a quote. Inside quotes, two quotes are one, and delimiters and newlines are text. Text
/// between the closing quote and the delimiter belongs to the field (`"a"b` is `ab`), and a quote
/// in an unquoted field is an ordinary character (`7" FRAME`). A quote that would make rows the
/// text of a field is stray (stray_quote.hpp): its line is a record by itself, malformed, and the
/// next line begins another.
class FieldIndex {
 public:
  using Offset = std::uint32_t;
  static constexpr Offset kNone = std::numeric_limits<Offset>::max();

  explicit FieldIndex(IndexPass pass = usable_index_passes().back()) : pass_(pass) {}

  /// Indexes `text`, which begins with a record, may end within one, and is shorter than 4 GiB.
  void build(std::string_view text, char delimiter, const RecordShape& shape = {});
  /// Keeps only the records in the first `size` bytes of `text`, which was indexed; all are
  /// complete.
  void truncate(std::string_view text, std::size_t size);

  /// The length of the complete records.
  [[nodiscard]] std::size_t whole() const { return end_count_ == 0 ? 0 : ends_[end_count_] + 1; }
  /// The number of their lines.
  [[nodiscard]] std::uint64_t lines() const { return lines_; }
  /// The offset of the quote that is never closed, if there is one.
  [[nodiscard]] std::optional<std::size_t> open_quote() const { return open_quote_; }
  /// The offset of the record in which backslashes escape quotes, against RecordShape. It and what
  /// follows is not indexed.
  [[nodiscard]] std::optional<std::size_t> backslashes_from() const { return backslashes_from_; }
  /// The offsets of the records that have a row inside quotes, which are read as they are.
  [[nodiscard]] const std::vector<Offset>& quoted_rows() const { return quoted_rows_; }

  // Ascending offsets, of complete records:

  /// The delimiters and newlines that end a field. Preceded by kNone, so that every field begins
  /// one byte after an offset.
  [[nodiscard]] std::span<const Offset> ends() const { return {ends_.get() + 1, end_count_}; }
  /// The newlines, also those inside quotes, the bytes NUL and kNoText, and stray quotes. Offsets
  /// of an incomplete record follow.
  [[nodiscard]] const Offset* stops() const { return stops_.get(); }
  /// The quotes that begin a field, and in such fields all other quotes that belong to the text:
  /// the second of two, and those after the closing quote. Offsets of an incomplete record follow,
  /// then kNone.
  [[nodiscard]] const Offset* quotes() const { return quotes_.get(); }

 private:
  IndexPass pass_;
  std::unique_ptr<Offset[]> ends_, stops_, quotes_;  ///< memory that is not written is not used
  std::size_t capacity_ = 0;                         ///< in bytes of a text
  std::size_t end_count_ = 0;
  std::uint64_t lines_ = 0;
  std::optional<std::size_t> open_quote_;
  std::optional<std::size_t> backslashes_from_;
  std::vector<Offset> quoted_rows_;
};

}  // namespace rfmseg
