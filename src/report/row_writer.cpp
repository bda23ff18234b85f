#include "rfmseg/report/row_writer.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "csv/csv_writer.hpp"

namespace rfmseg {
namespace {

class CsvRows final : public RowWriter {
 public:
  CsvRows(char delimiter, bool safe, std::ostream& out)
      : delimiter_(delimiter), safe_(safe), out_(out) {}

  void begin(const std::vector<RowColumn>& columns) override {
    std::vector<std::string> names;
    for (const RowColumn& column : columns) names.push_back(column.name);
    row(names);
  }

  void row(std::span<const std::string> cells) override {
    line_.clear();
    append_csv_record(line_, cells, safe_, delimiter_);
    out_ << line_;
  }

  void end() override {}

 private:
  char delimiter_;
  bool safe_;
  std::ostream& out_;
  std::string line_;
};

std::string json_text(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Objects, as an array or as lines.
class JsonRows final : public RowWriter {
 public:
  JsonRows(bool lines, std::ostream& out) : lines_(lines), out_(out) {}

  void begin(const std::vector<RowColumn>& columns) override {
    columns_ = columns;
    for (const RowColumn& column : columns_) keys_.push_back(json_text(column.name) + ": ");
  }

  void row(std::span<const std::string> cells) override {
    if (!lines_) out_ << (first_ ? "[\n" : ",\n");
    first_ = false;
    out_ << '{';
    for (std::size_t i = 0; i < cells.size(); ++i) {
      out_ << (i == 0 ? "" : ", ") << keys_[i];
      if (columns_[i].is_text()) {
        out_ << json_text(cells[i]);
      } else {
        out_ << (cells[i].empty() ? "null" : cells[i]);  // the text of a number keeps every digit
      }
    }
    out_ << (lines_ ? "}\n" : "}");
  }

  void end() override {
    if (!lines_) out_ << (first_ ? "[]\n" : "\n]\n");
  }

 private:
  bool lines_;
  std::vector<RowColumn> columns_;
  std::vector<std::string> keys_;
  std::ostream& out_;
  bool first_ = true;
};

/// Gathers rows into tables of bounded size and renders each.
class TableRows final : public RowWriter {
 public:
  TableRows(Format format, TextStyle style, std::ostream& out)
      : format_(format), style_(style), out_(out) {
    style_.terminal = false;  // rows are data, of which nothing is cut
  }

  void begin(const std::vector<RowColumn>& columns) override {
    for (const RowColumn& column : columns) {
      table_.columns.push_back({column.name, column.is_text() ? Align::left : Align::right});
    }
  }

  void row(std::span<const std::string> cells) override {
    Table::Row& row = table_.rows.emplace_back();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      // For people, unlike the other forms.
      const bool group = format_ == Format::table && table_.columns[i].align == Align::right;
      row.cells.push_back(group ? grouped(cells[i]) : cells[i]);
    }
    if (table_.rows.size() == kRowsAtATime) render();
  }

  void end() override {
    if (!table_.rows.empty() || !begun_) render();
  }

 private:
  static constexpr std::size_t kRowsAtATime = 1'000;

  void render() {
    if (format_ == Format::markdown) {
      render_markdown(table_, !begun_, out_);
    } else {
      widths_ = render_text(table_, style_, widths_, out_);
    }
    begun_ = true;
    table_.rows.clear();
  }

  Format format_;
  TextStyle style_;
  std::ostream& out_;
  Table table_;
  std::vector<std::size_t> widths_;
  bool begun_ = false;
};

}  // namespace

std::unique_ptr<RowWriter> make_row_writer(Format format, const TextStyle& style,
                                           std::ostream& out) {
  switch (format) {
    case Format::csv:
      return std::make_unique<CsvRows>(',', style.spreadsheet_safe, out);
    case Format::tsv:
      return std::make_unique<CsvRows>('\t', style.spreadsheet_safe, out);
    case Format::json:
      return std::make_unique<JsonRows>(false, out);
    case Format::jsonl:
      return std::make_unique<JsonRows>(true, out);
    case Format::table:
    case Format::markdown:
      break;
  }
  return std::make_unique<TableRows>(format, style, out);
}

}  // namespace rfmseg
