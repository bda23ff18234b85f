#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "report/number_text.hpp"
#include "rfmseg/load/decimal.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/row_writer.hpp"
#include "rfmseg/rfm/quantile.hpp"

namespace rfmseg {

// Who sees a column: people (text, Markdown, HTML), rows (CSV, sheets), JSON.
inline constexpr unsigned kForPeople = 1;
inline constexpr unsigned kInRows = 2;
inline constexpr unsigned kInJson = 4;
inline constexpr unsigned kInFiles = kInRows | kInJson;
inline constexpr unsigned kEverywhere = kForPeople | kInFiles;

/// A figure that is a table, described once. Its cells are numbers, not text: each form of output
/// writes them its own way, by the kind of their column.
struct ResultTable {
  enum class Kind {
    text,
    note,          ///< a sentence about the row; for people under it or in a last column
    ordinal,       ///< a whole number that names the row
    count,         ///< for people `1,234`
    number,        ///< an exact number; for people with up to 2 decimals
    mean,          ///< for people with 1 decimal, in files with 4
    mean_money,    ///< for people with 2 decimals, in files with 4
    figure,        ///< in files with all digits; `-` for people where there is none
    money,         ///< for people with 2 decimals
    exact_money,   ///< with all decimals for people, too
    share,         ///< a Share
    spread,        ///< FiveNumbers: five columns for people and in rows, an object in JSON
    money_spread,  ///< the same of money
  };

  struct Column {
    std::string key;    ///< in rows and JSON
    std::string title;  ///< for people
    Kind kind = Kind::text;
    unsigned seen_by = kEverywhere;
    int decimals = 4;                      ///< of a Kind::figure, for people
    std::optional<std::size_t> starred{};  ///< the row that is the column's favourite, for people
  };

  using Cell = std::variant<std::monostate, std::string, std::int64_t, double, bool, Amount,
                            Quantile, Share, FiveNumbers>;
  struct Row {
    std::vector<Cell> cells;
    bool emphasised = false;  ///< a total
  };

  explicit ResultTable(std::size_t row_count) : rows(row_count) {}

  /// Adds a column with the cell `make_cell(i)` in row i. A cell without a value is empty.
  template <class MakeCell>
  void add(Column column, MakeCell make_cell) {
    columns.push_back(std::move(column));
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].cells.push_back(to_cell(make_cell(i)));
  }
  /// Adds a column with a figure of each item: a member, or what a function makes of the item.
  template <class Items, class Figure>
  void add(Column column, const Items& items, Figure figure) {
    add(std::move(column), [&](std::size_t i) { return std::invoke(figure, items[i]); });
  }
  /// A row with the cells of these keys, the others empty.
  [[nodiscard]] Row row_of(const std::vector<std::pair<std::string_view, Cell>>& cells) const;

  std::vector<Column> columns;
  std::vector<Row> rows;

 private:
  template <class Value>
  static Cell to_cell(Value value) {
    if constexpr (std::integral<Value> && !std::same_as<Value, bool>) {
      return static_cast<std::int64_t>(value);
    } else if constexpr (std::is_convertible_v<Value, std::string_view>) {
      return std::string(value);
    } else {
      return Cell(std::move(value));
    }
  }
  template <class Value>
  static Cell to_cell(std::optional<Value> value) {
    return value ? to_cell(*std::move(value)) : Cell();
  }
};

/// The columns that people see, or else those of these keys, which it has, as a table of a
/// document.
[[nodiscard]] Table people_table(const ResultTable& table,
                                 const std::vector<std::string_view>& keys = {});

/// Writes the table to `rows`, from begin() to end().
void write_rows(const ResultTable& table, RowWriter& rows);
/// Writes a table that is made in parts of the same columns.
void begin_rows(const ResultTable& part, RowWriter& rows);
void add_rows(const ResultTable& part, RowWriter& rows);

}  // namespace rfmseg
