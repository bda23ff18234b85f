#include "rfmseg/report/row_writer.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "rfmseg/csv/csv_writer.hpp"

namespace rfmseg {
namespace {

class CsvRows final : public RowWriter {
 public:
  CsvRows(const std::vector<RowColumn>& columns, std::ostream& out) : out_(out) {
    std::vector<std::string> names;
    for (const RowColumn& column : columns) names.push_back(column.name);
    row(names);
  }

  void row(std::span<const std::string> cells) override {
    line_.clear();
    append_csv_record(line_, cells);
    out_ << line_;
  }

  void end() override {}

 private:
  std::ostream& out_;
  std::string line_;
};

std::string json_text(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

class JsonRows final : public RowWriter {
 public:
  JsonRows(std::vector<RowColumn> columns, std::ostream& out)
      : columns_(std::move(columns)), out_(out) {
    for (const RowColumn& column : columns_) keys_.push_back(json_text(column.name) + ": ");
  }

  void row(std::span<const std::string> cells) override {
    out_ << (first_ ? "[\n{" : ",\n{");
    first_ = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      out_ << (i == 0 ? "" : ", ") << keys_[i];
      if (columns_[i].kind == RowColumn::Kind::text) {
        out_ << json_text(cells[i]);
      } else {
        out_ << (cells[i].empty() ? "null" : cells[i]);  // the text of a number keeps every digit
      }
    }
    out_ << '}';
  }

  void end() override { out_ << (first_ ? "[]\n" : "\n]\n"); }

 private:
  std::vector<RowColumn> columns_;
  std::vector<std::string> keys_;
  std::ostream& out_;
  bool first_ = true;
};

/// Gathers rows into tables of bounded size and renders each.
class TableRows final : public RowWriter {
 public:
  TableRows(Format format, const std::vector<RowColumn>& columns, TextStyle style,
            std::ostream& out)
      : format_(format), style_(style), out_(out) {
    for (const RowColumn& column : columns) {
      table_.columns.push_back(
          {column.name, column.kind == RowColumn::Kind::number ? Align::right : Align::left});
    }
  }

  void row(std::span<const std::string> cells) override {
    table_.rows.push_back({{cells.begin(), cells.end()}});
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

std::unique_ptr<RowWriter> make_row_writer(Format format, std::vector<RowColumn> columns,
                                           const TextStyle& style, std::ostream& out) {
  switch (format) {
    case Format::csv:
      return std::make_unique<CsvRows>(columns, out);
    case Format::json:
      return std::make_unique<JsonRows>(std::move(columns), out);
    case Format::table:
    case Format::markdown:
      break;
  }
  return std::make_unique<TableRows>(format, columns, style, out);
}

}  // namespace rfmseg
