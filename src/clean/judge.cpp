#include "clean/judge.hpp"

#include <algorithm>

#include "fold.hpp"
#include "load/transaction.hpp"
#include "words.hpp"

namespace rfmseg {
namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& one) { return same_folded(one, name); });
}

}  // namespace

RowReason Judge::judge(const Transaction& transaction) const {
  if (transaction.customer_id.empty()) return RowReason::missing_customer;
  if (is_adjustment(transaction)) return RowReason::adjustment;
  const bool cancellation = is_cancellation(transaction);
  const bool returned = transaction.amount < Amount{};
  const bool subtracted = rules_.subtracts_returns() && returned;
  if (!subtracted) {
    if (cancellation) return RowReason::cancellation;
    if (returned) return RowReason::returned;
    if (!transaction.quantity.positive()) return RowReason::non_positive_quantity;
    // An amount that is not negative has a price of zero if it has no positive one.
    if (!transaction.price.positive() && !rules_.keep_zero_amounts) {
      return RowReason::non_positive_price;
    }
  }
  if (!rules_.excluded_stock_codes.empty() &&
      contains(rules_.excluded_stock_codes, transaction.stock_code)) {
    return RowReason::excluded_stock_code;
  }
  if (rules_.from && transaction.time < *rules_.from) return RowReason::outside_dates;
  if (rules_.until && transaction.time >= *rules_.until) return RowReason::outside_dates;
  if (rules_.as_of && transaction.time > *rules_.as_of) return RowReason::after_as_of;
  if (!rules_.countries.empty() && !contains(rules_.countries, transaction.country)) {
    return RowReason::other_country;
  }
  if (!subtracted) return RowReason::kept;
  return cancellation ? RowReason::subtracted : RowReason::subtracted_return;
}

bool Judge::is_cancellation(const Transaction& transaction) const {
  if (rules_.cancellations) {
    return !rules_.cancellations->empty() &&
           matches_pattern(transaction.order_id, *rules_.cancellations);
  }
  return transaction.mark == OrderMark::cancellation;
}

bool Judge::is_adjustment(const Transaction& transaction) const {
  return !rules_.cancellations && transaction.mark == OrderMark::adjustment;
}

}  // namespace rfmseg
