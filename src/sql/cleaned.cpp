#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rfmseg/clean/ledger.hpp"
#include "sql/missing_words.hpp"
#include "sql/patterns.hpp"
#include "sql/row_columns.hpp"
#include "sql/steps.hpp"

namespace rfmseg::sql {
namespace {

/// Writes the step that finds the reason of each row: the rules of docs/definitions.md, in their
/// order.
class CleanedStep {
 public:
  CleanedStep(const SqlQuery& query, const Dialect& dialect)
      : query_(query),
        meaning_(query.meaning),
        rules_(query.rules),
        dialect_(dialect),
        columns_(query) {}

  [[nodiscard]] std::string cleaned(std::string_view first_day) {
    add_value_reasons();
    add_sale_reasons();
    add_chosen_reasons();
    Columns columns;
    for (const char* name : {"customer_id", "order_id", "sold_at", "quantity", "amount"}) {
      columns.add(name);
    }
    columns.add(case_of(reasons_, dialect_.literal(reason_key(RowReason::kept)), 4), "reason");
    return fmt::format(
        "  SELECT\n{}\n  FROM priced{}", columns.text(),
        first_day.empty() ? ""
                          : fmt::format("\n  WHERE {} >= {}",
                                        fill(dialect_.date_of, std::string("sold_at")), first_day));
  }

 private:
  void add_reason(RowReason reason, const std::string& condition) {
    reasons_.emplace_back(condition, dialect_.literal(reason_key(reason)));
  }

  void add_value_reasons() {
    std::vector<std::string> excluded;
    for (std::size_t i = 0; i < meaning_.filters.size(); ++i) {
      const RowFilter& filter = meaning_.filters[i];
      const std::string match =
          matches_any(RowColumns::filter(i), filter.values.patterns, dialect_);
      excluded.push_back(filter.effect == RowFilter::Effect::keep ? "NOT " + match : match);
    }
    for (const std::string& condition : excluded) add_reason(RowReason::not_counted, condition);
    add_reason(RowReason::unreadable, no_date() + " OR unreadable_number OR lost_digits");
    add_reason(RowReason::blank_amount, "amount IS NULL");
    add_reason(RowReason::unreadable, fmt::format("ABS(amount) > {}", kLargestAmount));
    if (columns_.has_currency()) {
      add_reason(
          RowReason::other_currency,
          fmt::format("currency NOT IN ({}) AND UPPER(currency) <> {}", missing_literals(dialect_),
                      dialect_.literal(meaning_.wanted_currency)));
    }
    add_reason(RowReason::missing_customer, "customer_id IS NULL");
  }

  [[nodiscard]] std::string cancellation() const {
    const std::string order = "COALESCE(order_id, '')";
    if (rules_.cancellations) {
      return rules_.cancellations->empty() ? ""
                                           : matches_one(order, *rules_.cancellations, dialect_);
    }
    return meaning_.cancellations.empty()
               ? ""
               : "amount <= 0 AND " + matches_one(order, meaning_.cancellations, dialect_);
  }

  void add_sale_reasons() {
    const bool net = subtracts_returns(query_);
    // A return that is subtracted is judged by the later rules only.
    const auto unless_returned = [&](const std::string& condition) {
      return net ? fmt::format("amount >= 0 AND {}", condition) : condition;
    };
    if (!rules_.cancellations && !meaning_.adjustments.empty()) {
      add_reason(RowReason::adjustment,
                 "amount <= 0 AND " +
                     matches_one("COALESCE(order_id, '')", meaning_.adjustments, dialect_));
    }
    if (const std::string condition = cancellation(); !condition.empty()) {
      add_reason(RowReason::cancellation, unless_returned(condition));
    }
    if (!net) add_reason(RowReason::returned, "amount < 0");
    add_reason(RowReason::non_positive_quantity, unless_returned("quantity <= 0"));
    const bool unit = columns_.has_unit_price();
    add_reason(RowReason::non_positive_price, unless_returned(unit ? "price <= 0" : "amount <= 0"));
  }

  void add_chosen_reasons() {
    if (columns_.has_stock_codes()) {
      add_reason(RowReason::excluded_stock_code,
                 is_one_of("stock_code", rules_.excluded_stock_codes, dialect_));
    }
    if (rules_.from) {
      add_reason(RowReason::outside_dates, fmt::format("sold_at < {}", time(*rules_.from)));
    }
    if (rules_.until) {
      add_reason(RowReason::outside_dates, fmt::format("sold_at >= {}", time(*rules_.until)));
    }
    if (rules_.as_of) {
      add_reason(RowReason::after_as_of, fmt::format("sold_at > {}", time(*rules_.as_of)));
    }
    if (columns_.has_countries()) {
      add_reason(RowReason::other_country,
                 "NOT (" + is_one_of("country", rules_.countries, dialect_) + ")");
    }
    if (rules_.drop_duplicates) add_reason(RowReason::duplicate, "copy > 1");
    if (subtracts_returns(query_)) {
      if (const std::string condition = cancellation(); !condition.empty()) {
        add_reason(RowReason::subtracted, "amount < 0 AND " + condition);
      }
      add_reason(RowReason::subtracted_return, "amount < 0");
    }
  }

  [[nodiscard]] std::string time(Timestamp time) const {
    std::string text = to_string(time);
    text.replace(text.find('T'), 1, " ");
    return fill(dialect_.timestamp_literal, dialect_.literal(text));
  }

  /// Whether there is no date, or one that programs write where there is none: see
  /// is_placeholder_date().
  [[nodiscard]] std::string no_date() const {
    const auto day = [](const char* text) { return fmt::format("DATE '{}'", text); };
    std::vector<std::string> days = {day("0001-01-01"), day("1899-12-30"), day("1899-12-31"),
                                     day("1900-01-01"), day("9999-12-31")};
    if (meaning_.lacks_1970) days.push_back(day("1970-01-01"));
    return fmt::format("COALESCE({}, {}) IN ({})", fill(dialect_.date_of, std::string("sold_at")),
                       days.front(), comma_separated(days));
  }

  const SqlQuery& query_;
  const TableMeaning& meaning_;
  const CleaningRules& rules_;
  const Dialect& dialect_;
  RowColumns columns_;
  std::vector<std::pair<std::string, std::string>> reasons_;
};

}  // namespace

std::string cleaned_step(const SqlQuery& query, const Dialect& dialect,
                         std::string_view first_day) {
  return CleanedStep(query, dialect).cleaned(first_day);
}

}  // namespace rfmseg::sql
