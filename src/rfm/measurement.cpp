#include "rfm/measurement.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "load/transaction.hpp"
#include "plural.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

void move_returns(Ledger& ledger, const ReturnRows& rows, RowReason cancellations_to,
                  RowReason others_to) {
  ledger.move(RowReason::subtracted, cancellations_to, rows.cancellations);
  ledger.move(RowReason::subtracted_return, others_to, rows.others);
}

/// Moves rows to the reasons that depend on all rows of their customer.
void settle(Ledger& ledger, const ReturnsEffect& returns) {
  move_returns(ledger, returns.without_purchase, RowReason::cancellation, RowReason::returned);
  ledger.move(RowReason::kept, RowReason::refunded_order, returns.refunded_sales);
  move_returns(ledger, returns.refunded_returns, RowReason::refunded_order,
               RowReason::refunded_order);
  ledger.move(RowReason::kept, RowReason::no_net_spend, returns.dropped_sales);
  move_returns(ledger, returns.dropped_returns, RowReason::no_net_spend, RowReason::no_net_spend);
}

/// `7 missing customer id + 3 cancellation`.
std::string describe_dropped(const Ledger& ledger) {
  std::string text;
  for (std::size_t i = 0; i < kRowReasonCount; ++i) {
    const auto reason = static_cast<RowReason>(i);
    if (ledger[reason].rows == 0) continue;
    if (!text.empty()) text += " + ";
    text += fmt::format("{} {}", ledger[reason].rows, reason_name(reason));
  }
  return text;
}

/// ` (hint: currency EUR)`: the most common one of those that did not count.
std::string currency_hint(const Ledger& ledger) {
  const auto& others = ledger.details(RowReason::other_currency);
  const auto most = std::ranges::max_element(
      others, {}, [](const auto& currency) { return currency.second.rows; });
  return most == others.end()
             ? std::string()
             : fmt::format(" (hint: {} {})", Setting::currency, printable(most->first));
}

}  // namespace

Measurement::Measurement(const MeasureOptions& options)
    : as_of_(options.cleaning.rules.as_of),
      threads_(options.threads),
      aggregator_({.metrics = options.metrics,
                   .grouped = !options.cleaning.load.group_column.empty(),
                   .products = options.count_products,
                   .months = options.sum_months,
                   .refunds = options.cleaning.rules.subtracts_returns(),
                   .zero_amounts = options.cleaning.rules.keep_zero_amounts}),
      carried_(options.cleaning.load.carried_columns) {
  if (options.cleaning.rules.subtracts_returns()) matcher_.emplace();
  if (sees_returns(options) && !options.cleaning.rules.subtracts_returns()) {
    dropped_returns_.emplace(options.cleaning.rules);
  }
  if (!options.history_of.empty()) history_.emplace(options.history_of);
  if (options.keep_purchases) purchases_.emplace(options.detail_purchases);
  if (!carried_.empty()) last_cells_.emplace(carried_.size());
}

void Measurement::merge(Measurement&& other) {
  aggregator_.merge(std::move(other.aggregator_), threads_);
  if (matcher_) matcher_->merge(std::move(*other.matcher_));
  if (dropped_returns_) dropped_returns_->merge(*other.dropped_returns_);
  if (history_) history_->merge(std::move(*other.history_));
  if (purchases_) purchases_->merge(std::move(*other.purchases_));
  if (last_cells_) last_cells_->merge(*other.last_cells_);
}

std::optional<ReturnsEffect> Measurement::returns_effect() {
  if (!matcher_) return std::nullopt;
  ReturnsEffect effect = aggregator_.totals().returns_effect();
  // Returns of customers without a purchase are unmatched, too, but not subtracted.
  effect.unmatched = matcher_->unmatched();
  effect.unmatched.rows -= effect.without_purchase.all().rows;
  effect.unmatched.amount -= effect.without_purchase.all().amount;
  return effect;
}

Customers Measurement::finish(TransactionSummary reading, const std::string& source) {
  if (reading.ledger.total().rows == 0) {
    throw DataError(ErrorKind::no_data, {source}, "no rows after the header");
  }
  const auto last_transaction = aggregator_.totals().last_transaction();
  aggregator_.settle_refunds();
  reading.returns = returns_effect();
  if (reading.returns) settle(reading.ledger, *reading.returns);
  const CustomerTotals& totals = aggregator_.totals();
  const auto last = totals.last_purchase();
  if (!last) {
    throw DataError(ErrorKind::no_data, {source},
                    fmt::format("no rows left after cleaning: {} = {}{}",
                                plural(reading.ledger.total().rows, "row"),
                                describe_dropped(reading.ledger), currency_hint(reading.ledger)));
  }
  reading.first_purchase = *totals.first_purchase();
  reading.last_purchase = *last;
  reading.as_of =
      as_of_.value_or(default_as_of(*std::max(last_transaction, reading.last_filtered_sale)));
  reading.orders = totals.orders();
  reading.months = totals.months();
  if (history_) reading.history = history_->history();
  CustomerTable table = totals.table(reading.as_of, threads_);
  for (std::size_t i = 0; i < carried_.size(); ++i) {
    table.extra.emplace_back(carried_[i], last_cells_->column(i, table.ids));
  }
  if (dropped_returns_) reading.dropped_returns = dropped_returns_->effect(table);
  std::optional<PurchaseLog> purchases;
  if (purchases_) {
    purchases = purchases_->log(matcher_.has_value());
    purchases->zero_amounts = totals.options().zero_amounts;
  }
  return {std::move(table), std::move(reading), std::move(purchases)};
}

}  // namespace rfmseg
