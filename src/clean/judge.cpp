#include "clean/judge.hpp"

#include <algorithm>

#include "load/transaction.hpp"

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

}  // namespace rfmseg
