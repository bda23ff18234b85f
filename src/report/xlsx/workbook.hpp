#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
  Workbook();
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  /// Writes the finished workbook. Nothing can be added after it.
  void finish(std::ostream& out);

 private:
  friend class Sheet;
  [[nodiscard]] lxw_format* number_format(const char* format);

  std::string path_;  ///< of the temporary file it is made in
  lxw_workbook* book_;
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

  Workbook& workbook_;
  lxw_worksheet* sheet_;
  std::string name_;
  std::vector<RowColumn> columns_;
  std::vector<std::size_t> widths_;
  std::uint32_t next_row_ = 0;
};

}  // namespace rfmseg::xlsx
