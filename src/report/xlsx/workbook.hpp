#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/unnamed_file.hpp"
#include "report/xlsx/workbook_check.hpp"
#include "rfmseg/report/row_writer.hpp"

struct lxw_format;
struct lxw_workbook;
struct lxw_worksheet;

namespace rfmseg::xlsx {

/// Cells of a sheet in a chart: `values` over `names`, both by their columns. With `across`, one
/// row of values, counted from the header, over the titles of its columns.
struct Chart {
  std::string title;
  std::size_t names = 0, values = 0;
  bool across = false;
  std::vector<std::string> colors{};  ///< of the bars, `#rrggbb`; empty for one colour
};

/// An Excel workbook in the making. What libxlsxwriter refuses is thrown as DataError.
class Workbook {
 public:
  /// Its temporary files are next to the file of `out`. Money is shown with the currency; empty for
  /// none.
  explicit Workbook(std::ostream& out, std::string_view currency = {});
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  /// Writes the finished workbook, after reading it back: libxlsxwriter does not notice that its
  /// temporary files lose something. Nothing can be added after it. Throws DataError
  /// (unwritable_file) if the workbook is not whole.
  void finish();

 private:
  friend class Sheet;

  /// The formats of cells that are alike but for what they hold.
  struct Formats {
    lxw_format *text, *whole, *decimal, *money, *share, *date, *time;
  };

  [[nodiscard]] lxw_worksheet* add_sheet(const char* name);
  [[nodiscard]] lxw_format* add_format();
  [[nodiscard]] Formats add_formats(const std::string& money_format, bool emphasised);
  /// Throws DataError if libxlsxwriter could not make what it was asked for.
  template <class Made>
  Made* require(Made* made) const {
    if (made == nullptr) throw_not_made();
    return made;
  }
  [[noreturn]] void throw_not_made() const;

  std::ostream& out_;
  std::size_t currency_width_;  ///< in columns, with the blank before it
  std::string folder_;          ///< of temporary files
  UnnamedFile file_;            ///< that it is made in
  lxw_workbook* book_;
  std::vector<lxw_worksheet*> sheets_;
  std::vector<SheetSize> sizes_;  ///< parallel to the sheets
  lxw_format *title_, *headline_, *term_, *wrapped_;
  Formats plain_, total_;
};

/// The title of a column for people: `Customer ID` of `customer_id`.
[[nodiscard]] std::string column_title(std::string_view name);

/// A sheet of rows under a header. Cells go by the kind of their column, so that text stays text.
/// The header stays in sight and has filters, unless something is above it. Sheets are filled one
/// after another, from top to bottom.
class Sheet final : public RowWriter {
 public:
  Sheet(Workbook& workbook, const char* name);

  // Above a header, over `columns` columns:

  /// A line in large letters, of two lines' height.
  void headline(const std::string& text, std::size_t columns);
  /// A term and, in the columns after it, what it is.
  void definition(const std::string& term, const std::string& text, std::size_t columns);
  void blank_line() { ++next_row_; }

  void begin(const std::vector<RowColumn>& columns) override;
  void row(std::span<const std::string> cells) override;
  void end() override;

  /// A row whose cells have a kind each, instead of that of their column.
  void row(std::span<const std::string> cells, std::span<const RowColumn::Kind> kinds);
  /// A last row, outside filters, charts and colors. After end().
  void total(std::span<const std::string> cells);

  [[nodiscard]] const std::vector<RowColumn>& columns() const { return columns_; }
  /// Where the column of that name is. After begin().
  [[nodiscard]] std::size_t column(std::string_view name) const;
  /// Colours the cells of `column` that are `text`; `color` as `#rrggbb`. After end().
  void color_cells(std::size_t column, std::string_view text, std::string_view color);
  /// Puts bars into the cells of the column. After end().
  void add_bars(std::size_t column);
  /// Puts bar charts below the rows; those of single rows, where rows are many, at their right.
  /// After end().
  void add_charts(const std::vector<Chart>& charts);

 private:
  void write(std::size_t column, const std::string& cell, RowColumn::Kind kind,
             const Workbook::Formats& formats);
  [[nodiscard]] std::size_t width_of(const std::string& cell, RowColumn::Kind kind) const;
  void write_row(std::span<const std::string> cells, std::span<const RowColumn::Kind> kinds,
                 const Workbook::Formats& formats);
  /// Text over several columns of the next row.
  void write_merged(std::size_t first, std::size_t last, const std::string& text,
                    lxw_format* format);

  [[nodiscard]] SheetSize& size() { return workbook_.sizes_[number_]; }
  [[nodiscard]] bool has_rows() const { return end_row_ > header_row_ + 1; }

  Workbook& workbook_;
  lxw_worksheet* sheet_;
  std::size_t number_;  ///< from 0
  std::string name_;
  std::vector<RowColumn> columns_;
  std::vector<RowColumn::Kind> kinds_;  ///< of the columns
  std::vector<std::size_t> widths_;
  std::uint32_t next_row_ = 0, header_row_ = 0, end_row_ = 0;
};

}  // namespace rfmseg::xlsx
