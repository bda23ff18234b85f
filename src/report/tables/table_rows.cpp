#include <fmt/core.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "report/five_numbers.hpp"
#include "report/tables/cell_texts.hpp"
#include "report/tables/result_table.hpp"
#include "rounded.hpp"

namespace rfmseg {
namespace {

using Column = ResultTable::Column;
using Kind = ResultTable::Kind;

RowColumn::Kind row_kind(Kind kind) {
  if (kind == Kind::text || kind == Kind::note) return RowColumn::Kind::text;
  if (kind == Kind::share) return RowColumn::Kind::share;
  const bool money = kind == Kind::mean_money || kind == Kind::money || kind == Kind::exact_money ||
                     kind == Kind::money_spread;
  return money ? RowColumn::Kind::money : RowColumn::Kind::number;
}

/// A cell as files hold it.
struct RowText {
  const Column& column;

  std::string operator()(std::monostate /*nothing*/) const { return {}; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::int64_t count) const { return std::to_string(count); }
  std::string operator()(double value) const {
    return column.kind == Kind::figure ? fmt::format("{}", value) : rounded_text(value, 4);
  }
  std::string operator()(bool value) const { return value ? "yes" : "no"; }
  std::string operator()(Amount amount) const {
    return to_string(amount, column.kind == Kind::number ? 0 : 2);
  }
  std::string operator()(const Quantile& value) const { return to_string(value.to_amount()); }
  std::string operator()(const Share& share) const { return rounded_text(share.value(), 6); }
};

bool in_rows(const Column& column) {
  return (column.seen_by & kInRows) != 0;
}

}  // namespace

void begin_rows(const ResultTable& part, RowWriter& rows) {
  std::vector<RowColumn> columns;
  for (const Column& column : part.columns) {
    if (!in_rows(column)) continue;
    const RowColumn::Kind kind = row_kind(column.kind);
    if (!is_spread(column)) {
      columns.push_back({column.key, kind});
      continue;
    }
    for (const std::string_view number : kFiveKeys) {
      columns.push_back({fmt::format("{}_{}", column.key, number), kind});
    }
  }
  rows.begin(columns);
}

void add_rows(const ResultTable& part, RowWriter& rows) {
  std::vector<std::string> cells;
  for (const ResultTable::Row& row : part.rows) {
    cells.clear();
    for (std::size_t i = 0; i < part.columns.size(); ++i) {
      const Column& column = part.columns[i];
      if (in_rows(column)) append_texts(row.cells[i], RowText{column}, cells);
    }
    rows.row(cells);
  }
}

void write_rows(const ResultTable& table, RowWriter& rows) {
  begin_rows(table, rows);
  add_rows(table, rows);
  rows.end();
}

}  // namespace rfmseg
