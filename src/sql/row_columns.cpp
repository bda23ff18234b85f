#include "sql/row_columns.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rfmseg::sql {

std::vector<std::string> RowColumns::term_columns() const {
  std::vector<std::string> columns;
  for (const AmountTerm& term : meaning_.terms) {
    for (const std::string& factor : term.factors) {
      if (std::ranges::find(columns, factor) == columns.end()) columns.push_back(factor);
    }
  }
  return columns;
}

std::string RowColumns::term(const std::string& column) const {
  const std::vector<std::string> columns = term_columns();
  return fmt::format("term_{}", std::ranges::find(columns, column) - columns.begin() + 1);
}

std::string RowColumns::filter(std::size_t index) {
  return fmt::format("filter_{}", index + 1);
}

std::string RowColumns::returned(std::size_t index) {
  return fmt::format("return_{}", index + 1);
}

std::vector<std::pair<std::string, std::string>> RowColumns::numbers() const {
  std::vector<std::pair<std::string, std::string>> all;
  if (!meaning_.quantity.empty()) all.emplace_back("quantity", meaning_.quantity);
  for (const std::string& column : term_columns()) all.emplace_back(term(column), column);
  if (!meaning_.terms.empty()) return all;
  if (!meaning_.price.empty()) all.emplace_back("price", meaning_.price);
  if (!meaning_.amount.empty()) all.emplace_back("line_amount", meaning_.amount);
  return all;
}

std::vector<std::string> RowColumns::passed_on() const {
  std::vector<std::string> names;
  if (has_stock_codes()) names.emplace_back("stock_code");
  if (has_countries()) names.emplace_back("country");
  if (has_currency()) names.emplace_back("currency");
  for (std::size_t i = 0; i < meaning_.filters.size(); ++i) names.push_back(filter(i));
  if (rules_.drop_duplicates) names.emplace_back("copy");
  return names;
}

}  // namespace rfmseg::sql
