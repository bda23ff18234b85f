#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csv/xlsx/workbook.hpp"
#include "csv/xlsx/xml_reader.hpp"

namespace rfmseg {

/// The cells of a sheet as CSV with commas: a line for each row, at the line of its number. Rows
/// without text are blank lines. All others have as many fields as the widest of the first
/// kHeadRows rows with text; cells to the right of them are skipped.
class SheetReader final : public XmlHandler {
 public:
  static constexpr std::size_t kHeadRows = 64;

  /// Receives CSV, several lines at a time.
  using Output = std::function<void(std::string& csv)>;

  struct Limits {
    std::uint64_t first_row = 1;               ///< the rows before it are blank lines
    std::optional<std::uint64_t> most_rows{};  ///< with text, to be read
    std::optional<std::size_t> width{};        ///< the number of fields, if it is known
  };

  SheetReader(const ZipArchive& archive, const Workbook& workbook, const WorkbookSheet& sheet,
              const Limits& limits, Output output);

  /// To be called after the last event.
  void finish();

  // After the end:

  [[nodiscard]] std::size_t width() const { return limits_.width.value_or(0); }
  /// The number of the last row.
  [[nodiscard]] std::uint64_t last_row() const { return row_; }
  /// The number of rows with text.
  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  /// The cells with a formula, of which the file does not have the value.
  [[nodiscard]] std::uint64_t formulas_without_value() const { return formulas_without_value_; }

  void begin(const char* element, XmlAttributes attributes) override;
  void end(const char* element) override;
  void text(std::string_view piece) override;

 private:
  /// The attribute `t` of a cell.
  enum class Type : char { number, shared, text, boolean, error };

  void begin_row(XmlAttributes attributes);
  void end_row();
  void begin_cell(XmlAttributes attributes);
  void end_cell();
  void append_cell();
  void find_width();
  void pad(std::string& line, std::size_t fields) const;
  [[noreturn]] void fail(std::string_view problem) const;

  const ZipArchive& archive_;
  const Workbook& workbook_;
  const WorkbookSheet& sheet_;
  Limits limits_;
  Output output_;

  std::string csv_;
  struct Line {
    std::string text;
    std::size_t fields;
  };
  std::vector<Line> head_;  ///< until the width is known; blank lines have no fields

  std::uint64_t row_ = 0, rows_ = 0, formulas_without_value_ = 0;
  std::size_t line_begin_ = 0;  ///< of the row in `csv_`
  std::size_t fields_ = 0;      ///< of the row so far
  std::size_t column_ = 0;      ///< of the cell, from 1
  Type type_ = Type::number;
  CellNumber number_ = CellNumber::number;
  std::string value_;
  bool in_rows_ = false, in_row_ = false, in_cell_ = false, in_value_ = false, in_phonetic_ = false;
  bool has_formula_ = false, has_value_ = false;
};

}  // namespace rfmseg
