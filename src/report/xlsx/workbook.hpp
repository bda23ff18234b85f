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

/// A sheet's column in a chart: `values` over `names`, both by their columns.
struct Chart {
  std::string title;
  std::size_t names = 0, values = 0;
};

/// An Excel workbook in the making. What libxlsxwriter refuses is thrown as DataError.
class Workbook {
 public:
  /// Its temporary files are next to the file of `out`.
  explicit Workbook(std::ostream& out);
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  /// Writes the finished workbook, after reading it back: libxlsxwriter does not notice that its
  /// temporary files lose something. Nothing can be added after it. Throws DataError
  /// (unwritable_file) if the workbook is not whole.
  void finish();

 private:
  friend class Sheet;
  [[nodiscard]] lxw_format* add_format();
  [[nodiscard]] lxw_format* number_format(const char* format);
  /// Throws DataError if libxlsxwriter could not make what it was asked for.
  template <class Made>
  Made* require(Made* made) const;

  std::ostream& out_;
  std::string folder_;  ///< of temporary files
  UnnamedFile file_;    ///< that it is made in
  lxw_workbook* book_;
  std::vector<lxw_worksheet*> sheets_;
  std::vector<SheetSize> sizes_;  ///< parallel to the sheets
  lxw_format* title_;
  lxw_format *whole_, *decimal_, *money_, *share_, *time_;
};

/// A sheet of rows under a header that stays in sight, with filters. Cells go by the kind of their
/// column, so that text stays text. Sheets are filled one after another.
class Sheet final : public RowWriter {
 public:
  Sheet(Workbook& workbook, const char* name);

  void begin(const std::vector<RowColumn>& columns) override;
  void row(std::span<const std::string> cells) override;
  void end() override;

  /// Where the column of that name is. After begin().
  [[nodiscard]] std::size_t column(std::string_view name) const;
  /// Colours the cells of `column` that are `text`; `color` as `#rrggbb`. After end().
  void color_cells(std::size_t column, std::string_view text, std::string_view color);
  /// Puts bar charts to the right of the rows. After end().
  void add_charts(const std::vector<Chart>& charts);

 private:
  void write(std::size_t column, const std::string& cell);

  [[nodiscard]] SheetSize& size() { return workbook_.sizes_[number_]; }

  Workbook& workbook_;
  lxw_worksheet* sheet_;
  std::size_t number_;  ///< from 0
  std::string name_;
  std::vector<RowColumn> columns_;
  std::vector<std::size_t> widths_;
  std::uint32_t next_row_ = 0;
};

}  // namespace rfmseg::xlsx
