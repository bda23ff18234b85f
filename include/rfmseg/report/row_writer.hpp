#pragma once

#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/report/document.hpp"

namespace rfmseg {

/// The forms of output that every command offers.
enum class Format { table, csv, json, markdown };

/// A column of rows that are written one by one.
struct RowColumn {
  enum class Kind {
    text,
    time,    ///< `2011-12-07T15:52:00`
    number,  ///< that counts or measures
    money,
    share  ///< 0 to 1
  };
  std::string name;
  Kind kind = Kind::text;

  [[nodiscard]] bool is_text() const { return kind == Kind::text || kind == Kind::time; }
};

/// Writes rows as they come, in constant memory: CSV, a JSON array with an object a line, a
/// Markdown table, or an aligned text table whose widths fit its first 1,000 rows.
class RowWriter {
 public:
  RowWriter() = default;
  RowWriter(const RowWriter&) = delete;
  RowWriter& operator=(const RowWriter&) = delete;
  virtual ~RowWriter() = default;

  /// To be called once, before the first row.
  virtual void begin(const std::vector<RowColumn>& columns) = 0;
  /// One cell per column. A number is its exact text, or empty when there is none.
  virtual void row(std::span<const std::string> cells) = 0;
  /// To be called after the last row.
  virtual void end() = 0;
};

[[nodiscard]] std::unique_ptr<RowWriter> make_row_writer(Format format, const TextStyle& style,
                                                         std::ostream& out);

}  // namespace rfmseg
