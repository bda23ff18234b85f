#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "report/number_text.hpp"
#include "report/tables/cell_texts.hpp"
#include "report/tables/result_table.hpp"

namespace rfmseg {
namespace {

using Column = ResultTable::Column;
using Kind = ResultTable::Kind;

/// A cell as people read it.
struct PeopleText {
  const Column& column;

  std::string operator()(std::monostate /*nothing*/) const {
    return column.kind == Kind::figure ? "-" : "";
  }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::int64_t count) const {
    return column.kind == Kind::ordinal ? std::to_string(count) : count_text(count);
  }
  std::string operator()(double value) const {
    if (column.kind == Kind::mean) return mean_text(value, 1);
    return mean_text(value, column.kind == Kind::mean_money ? 2 : column.decimals);
  }
  std::string operator()(bool value) const { return value ? "yes" : "no"; }
  std::string operator()(Amount amount) const {
    if (column.kind == Kind::exact_money) return exact_money_text(amount);
    return (*this)(Quantile::from(amount));
  }
  std::string operator()(const Quantile& value) const {
    const bool money = column.kind == Kind::money || column.kind == Kind::money_spread;
    return money ? money_text(value) : number_text(value);
  }
  std::string operator()(const Share& share) const { return percent_text(share); }
};

void add_column(const Column& column, Table& table) {
  if (column.kind == Kind::note) {
    table.note_title = column.title;
  } else if (is_spread(column)) {
    table.columns.push_back({fmt::format("{}: min", column.title)});
    for (const char* title : {"25%", "Median", "75%", "Max"}) table.columns.push_back({title});
  } else {
    const bool left = column.kind == Kind::text || column.kind == Kind::ordinal;
    table.columns.push_back(
        {column.title, left ? Align::left : Align::right, column.kind == Kind::share});
  }
}

void add_cell(const Column& column, const ResultTable::Cell& cell, bool starred, Table::Row& row) {
  append_texts(cell, PeopleText{column}, row.cells);
  if (starred) row.cells.back().insert(0, "*");
  if (column.kind != Kind::note) return;
  row.note = std::move(row.cells.back());
  row.cells.pop_back();
}

/// Where the column of that key is.
std::size_t place_of(const ResultTable& table, std::string_view key) {
  const auto column = std::ranges::find(table.columns, key, &Column::key);
  return static_cast<std::size_t>(column - table.columns.begin());
}

}  // namespace

ResultTable::Row ResultTable::row_of(
    const std::vector<std::pair<std::string_view, Cell>>& cells) const {
  Row row{std::vector<Cell>(columns.size())};
  for (const auto& [key, cell] : cells) row.cells[place_of(*this, key)] = cell;
  return row;
}

Table people_table(const ResultTable& table, const std::vector<std::string_view>& keys) {
  std::vector<std::size_t> places;
  for (const std::string_view key : keys) places.push_back(place_of(table, key));
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (keys.empty() && (table.columns[i].seen_by & kForPeople) != 0) places.push_back(i);
  }
  Table shown;
  for (const std::size_t place : places) add_column(table.columns[place], shown);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    Table::Row& row = shown.rows.emplace_back();
    row.emphasised = table.rows[i].emphasised;
    for (const std::size_t place : places) {
      const Column& column = table.columns[place];
      add_cell(column, table.rows[i].cells[place], column.starred == i, row);
    }
  }
  return shown;
}

}  // namespace rfmseg
