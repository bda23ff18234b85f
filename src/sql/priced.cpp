#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/date_pattern.hpp"
#include "sql/missing_words.hpp"
#include "sql/patterns.hpp"
#include "sql/row_columns.hpp"
#include "sql/steps.hpp"

namespace rfmseg::sql {
namespace {

/// Writes the step that computes amounts.
class PricedStep {
 public:
  PricedStep(const SqlQuery& query, const Dialect& dialect)
      : query_(query), meaning_(query.meaning), dialect_(dialect), columns_(query) {}

  [[nodiscard]] std::string priced() const {
    Columns columns;
    for (const char* name : {"order_id", "customer_id", "lost_digits"}) columns.add(name);
    if (query_.table.text) {
      const std::string text = "date_text";
      columns.add(case_of({{fill(dialect_.matches, text, dialect_.literal(real_date_pattern())),
                            fill(dialect_.timestamp_of, text)}},
                          "", 4),
                  "sold_at");
    } else {
      columns.add("sold_at");
    }
    columns.add(meaning_.quantity.empty() ? "1" : "COALESCE(quantity, 1)", "quantity");
    if (columns_.has_unit_price()) {
      meaning_.amount.empty() ? columns.add("price")
                              : columns.add("COALESCE(price, line_amount)", "price");
    }
    columns.add(amount(), "amount");
    std::vector<std::string> unreadable;
    for (const auto& [name, column] : columns_.numbers()) unreadable.push_back(unread(name));
    columns.add(fmt::format("{}", fmt::join(unreadable, " OR ")), "unreadable_number");
    for (const std::string& name : columns_.passed_on()) columns.add(name);
    return fmt::format("  SELECT\n{}\n  FROM parsed", columns.text());
  }

 private:
  /// The condition that a number is there, but cannot be read.
  [[nodiscard]] std::string unread(const std::string& name) const {
    return query_.table.text ? fmt::format("({0}_cell NOT IN ({1}) AND {0} IS NULL)", name,
                                           missing_literals(dialect_))
                             : fmt::format("({0}_cell IS NOT NULL AND {0} IS NULL)", name);
  }

  [[nodiscard]] std::string amount() const {
    std::string amount = signed_amount();
    const std::string returns = returned();
    if (meaning_.not_below_zero) {
      amount = returns.empty() ? fmt::format("CASE WHEN {0} < 0 THEN 0 ELSE {0} END", amount)
                               : fmt::format("CASE WHEN {0} < 0 AND NOT {1} THEN 0 ELSE {0} END",
                                             amount, returns);
    }
    if (returns.empty()) return amount;
    return fmt::format("CASE WHEN {1} THEN -ABS({0}) ELSE {0} END", amount, returns);
  }

  /// The product of a term; 0 if a factor is blank.
  [[nodiscard]] std::string product(const AmountTerm& term) const {
    std::vector<std::string> factors;
    for (const std::string& factor : term.factors) factors.push_back(columns_.term(factor));
    return fmt::format("COALESCE({}, 0)", fmt::join(factors, " * "));
  }

  /// The amount of the terms. What is subtracted reduces it, with either sign.
  [[nodiscard]] std::string sum_of_terms() const {
    std::vector<std::string> added, subtracted, filled;
    for (const AmountTerm& term : meaning_.terms) {
      (term.subtracted ? subtracted : added).push_back(product(term));
      std::vector<std::string> factors;
      for (const std::string& factor : term.factors) factors.push_back(columns_.term(factor));
      filled.push_back(fmt::format("{}", fmt::join(factors, " * ")));
    }
    const std::string plus = added.empty() ? "0" : fmt::format("{}", fmt::join(added, " + "));
    std::string sum = plus;
    if (!subtracted.empty()) {
      std::vector<std::string> magnitudes;
      for (const std::string& value : subtracted)
        magnitudes.push_back(fmt::format("ABS({})", value));
      const std::string minus = fmt::format("{}", fmt::join(magnitudes, " - "));
      const std::string back = fmt::format("{}", fmt::join(magnitudes, " + "));
      sum = fmt::format("CASE WHEN {0} < 0 THEN {0} + {1} ELSE {0} - {2} END", plus, back, minus);
    }
    const std::string some = fmt::format("COALESCE({}) IS NOT NULL", fmt::join(filled, ", "));
    return fmt::format("CASE WHEN {} THEN {} END", some, sum);
  }

  /// The amount with the sign of the table.
  [[nodiscard]] std::string signed_amount() const {
    if (!meaning_.terms.empty()) return sum_of_terms();
    if (!meaning_.by_unit) return meaning_.amount.empty() ? "price" : "line_amount";
    const std::string product = "quantity * price";
    return meaning_.amount.empty()
               ? product
               : fmt::format(
                     "CASE WHEN quantity IS NULL OR price IS NULL THEN line_amount ELSE {} END",
                     product);
  }

  [[nodiscard]] std::string returned() const {
    std::vector<std::string> conditions;
    for (std::size_t i = 0; i < meaning_.returns.size(); ++i) {
      conditions.push_back(
          matches_any(RowColumns::returned(i), meaning_.returns[i].patterns, dialect_));
    }
    return joined_by("OR", conditions);
  }

  const SqlQuery& query_;
  const TableMeaning& meaning_;
  const Dialect& dialect_;
  RowColumns columns_;
};

}  // namespace

std::string priced_step(const SqlQuery& query, const Dialect& dialect) {
  return PricedStep(query, dialect).priced();
}

}  // namespace rfmseg::sql
