#include "rfmseg/clean/cleaning.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

bool same_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& one) { return same_letters(one, name); });
}

}  // namespace

RowReason judge(const Transaction& transaction, const CleaningRules& rules) {
  if (transaction.customer_id.empty()) return RowReason::missing_customer;
  const bool cancellation = transaction.order_id.starts_with('C');
  const bool counts_against = rules.net_returns && cancellation && transaction.amount < Amount{};
  if (cancellation && !counts_against) return RowReason::cancellation;
  if (transaction.order_id.starts_with('A')) return RowReason::adjustment;
  if (!counts_against) {
    if (!transaction.quantity.positive()) return RowReason::non_positive_quantity;
    if (!transaction.price.positive()) return RowReason::non_positive_price;
  }
  if (!rules.excluded_stock_codes.empty() &&
      contains(rules.excluded_stock_codes, transaction.stock_code)) {
    return RowReason::excluded_stock_code;
  }
  if (rules.from && transaction.time < *rules.from) return RowReason::outside_dates;
  if (rules.until && transaction.time >= *rules.until) return RowReason::outside_dates;
  if (rules.as_of && transaction.time > *rules.as_of) return RowReason::after_as_of;
  if (!rules.countries.empty() && !contains(rules.countries, transaction.country)) {
    return RowReason::other_country;
  }
  return counts_against ? RowReason::subtracted : RowReason::kept;
}

ErrorLimit ErrorLimit::parse(std::string_view text) {
  ErrorLimit limit;
  if (text.ends_with('%')) {
    const auto percent = parse_decimal(text.substr(0, text.size() - 1));
    if (percent && percent->digits >= 0 && Amount::from(*percent) <= Amount::from_integer(100)) {
      limit.percent = *percent;
      return limit;
    }
  } else {
    std::uint64_t rows = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rows);
    if (error == std::errc{} && end == text.data() + text.size()) {
      limit.rows = rows;
      return limit;
    }
  }
  throw UsageError(
      fmt::format("--max-errors: '{}' is neither a number of rows nor a share like 0.5%", text));
}

bool ErrorLimit::exceeded(std::uint64_t bad_rows, std::uint64_t all_rows) const {
  if (rows) return bad_rows > *rows;
  // bad / all > percent / 100, in whole numbers: good for 10^18 rows.
  return Int128{bad_rows} * 100 * Amount::kUnitsPerOne >
         Amount::from(percent).units() * Int128{all_rows};
}

std::string ErrorLimit::describe() const {
  if (rows) return fmt::format("{} rows", *rows);
  return fmt::format("{}% of rows", to_string(Amount::from(percent)));
}

}  // namespace rfmseg
