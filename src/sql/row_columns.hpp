#pragma once

#include <string>
#include <utility>
#include <vector>

#include "rfmseg/sql/query.hpp"

namespace rfmseg::sql {

/// The names that the steps from the table to cleaned rows give to its columns.
class RowColumns {
 public:
  explicit RowColumns(const SqlQuery& query) : meaning_(query.meaning), rules_(query.rules) {}

  /// The numbers that make an amount, each with its column of the table. As it is in the table a
  /// number has the same name with `_cell`.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> numbers() const;
  /// The name of a column in TableMeaning::terms.
  [[nodiscard]] std::string term(const std::string& column) const;
  /// Of TableMeaning::filters and returns.
  [[nodiscard]] static std::string filter(std::size_t index);
  [[nodiscard]] static std::string returned(std::size_t index);
  /// What the reasons of rows need that is only passed on by the steps before.
  [[nodiscard]] std::vector<std::string> passed_on() const;

  [[nodiscard]] bool has_unit_price() const { return meaning_.by_unit && meaning_.terms.empty(); }
  [[nodiscard]] bool has_stock_codes() const { return !rules_.excluded_stock_codes.empty(); }
  [[nodiscard]] bool has_countries() const { return !rules_.countries.empty(); }
  [[nodiscard]] bool has_currency() const {
    return !meaning_.currency.empty() && !meaning_.wanted_currency.empty();
  }

 private:
  [[nodiscard]] std::vector<std::string> term_columns() const;

  const TableMeaning& meaning_;
  const CleaningRules& rules_;
};

}  // namespace rfmseg::sql
