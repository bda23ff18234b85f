#pragma once

/// \file
/// Rows of a table in any format, written one by one in constant memory.
///
///     const auto rows = rfmseg::make_row_writer(rfmseg::Format::csv, {}, std::cout);
///     rows->begin({{"segment"}, {"customers", rfmseg::RowColumn::Kind::number}});
///     rows->row(std::array<std::string, 2>{"Champions", "27"});
///     rows->end();

#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/report/document.hpp"

namespace rfmseg {

/// The formats of rows.
enum class Format {
  table,
  csv,  ///< RFC 4180
  tsv,  ///< the same with tabs between the fields
  json,
  jsonl,  ///< an object per line
  markdown
};

/// Whether programs read the format: its rows are complete, and nothing is rounded or grouped.
[[nodiscard]] constexpr bool is_for_programs(Format format) {
  return format != Format::table && format != Format::markdown;
}

/// A column: its name in the header, and what its cells are.
struct RowColumn {
  enum class Kind {
    text,
    time,    ///< `2011-12-07T15:52:00`
    number,  ///< a count or a measure
    money,
    share  ///< 0 to 1
  };
  std::string name;
  Kind kind = Kind::text;

  [[nodiscard]] bool is_text() const { return kind == Kind::text || kind == Kind::time; }
};

/// Writes rows as they come. CSV is RFC 4180, and TSV the same with tabs; JSON is an array with one
/// object per line, JSON lines are the objects alone. The columns of a text table fit its first
/// 1,000 rows.
class RowWriter {
 public:
  RowWriter() = default;
  RowWriter(const RowWriter&) = delete;
  RowWriter& operator=(const RowWriter&) = delete;
  virtual ~RowWriter() = default;

  /// Call once, before the first row.
  virtual void begin(const std::vector<RowColumn>& columns) = 0;
  /// Writes a row of one cell per column. A number is its exact text; empty if it is not known.
  virtual void row(std::span<const std::string> cells) = 0;
  /// Call once, after the last row.
  virtual void end() = 0;
};

/// A writer of this format to `out`, which must outlive it.
[[nodiscard]] std::unique_ptr<RowWriter> make_row_writer(Format format, const TextStyle& style,
                                                         std::ostream& out);

}  // namespace rfmseg
