#include "rfm/history_collector.hpp"

#include <algorithm>
#include <tuple>

#include "load/transaction.hpp"

namespace rfmseg {
namespace {

void add_to(CustomerOrder& order, const CustomerOrder& more) {
  order.time = std::min(order.time, more.time);
  order.lines += more.lines;
  order.items += more.items;
  order.amount += more.amount;
}

}  // namespace

void HistoryCollector::add(const Transaction& transaction, RowReason reason) {
  if (transaction.customer_id != customer_id_) return;
  if (reason == RowReason::other_currency) {
    // As in the ledger of all rows.
    ledger_.add(reason, Amount{});
    ledger_.add_detail(reason,
                       transaction.currency.empty() ? "another currency" : transaction.currency,
                       {1, transaction.amount});
    return;
  }
  ledger_.add(reason, transaction.amount);
  if (is_dropped(reason)) return;
  CustomerOrder row{std::string(transaction.order_id), transaction.time, 1,
                    Amount::from(transaction.quantity), transaction.amount};
  // Without a quantity column all quantities are 1, including those of returns.
  if (is_subtracted(reason) && row.items > Amount{}) row.items = Amount{} - row.items;
  if (row.id.empty()) {
    without_id_.push_back(std::move(row));
    return;
  }
  const auto [order, is_new] = orders_.emplace(row.id, row);
  if (!is_new) add_to(order->second, row);
}

void HistoryCollector::merge(HistoryCollector&& other) {
  for (auto& [id, order] : other.orders_) {
    const auto [mine, is_new] = orders_.emplace(id, order);
    if (!is_new) add_to(mine->second, order);
  }
  without_id_.insert(without_id_.end(), other.without_id_.begin(), other.without_id_.end());
  ledger_.merge(other.ledger_);
  other = HistoryCollector(customer_id_);
}

CustomerHistory HistoryCollector::history() const {
  std::vector<CustomerOrder> orders = without_id_;
  for (const auto& [id, order] : orders_) orders.push_back(order);
  const auto key = [](const CustomerOrder& order) {
    return std::tie(order.time, order.id, order.amount, order.items);
  };
  std::ranges::sort(
      orders, [&](const CustomerOrder& a, const CustomerOrder& b) { return key(a) < key(b); });
  return {std::move(orders), ledger_};
}

}  // namespace rfmseg
