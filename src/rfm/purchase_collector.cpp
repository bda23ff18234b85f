#include "rfm/purchase_collector.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <tuple>
#include <utility>

namespace rfmseg {
namespace {

void add_to(Purchase& purchase, const Purchase& more) {
  purchase.lines += more.lines;
  purchase.items += more.items;
  purchase.amount += more.amount;
}

bool same_purchase(const Purchase& a, const Purchase& b) {
  return std::tie(a.customer, a.time, a.order, a.reason) ==
         std::tie(b.customer, b.time, b.order, b.reason);
}

/// `position[number]` is where the id with this number is in `sorted`.
std::vector<std::uint32_t> sort_ids(const IdIndex& ids, IdColumn& sorted) {
  bool numeric = true;
  for (std::size_t i = 0; i < ids.size() && numeric; ++i) numeric = is_integer_id(ids.id(i));
  std::vector<std::uint32_t> order(ids.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, CustomerIdLess(numeric),
                    [&](std::uint32_t number) { return ids.id(number); });
  std::vector<std::uint32_t> position(ids.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    position[order[i]] = static_cast<std::uint32_t>(i);
    sorted.push_back(ids.id(order[i]));
  }
  return position;
}

/// Joins neighbours that are one purchase.
void join_parts(std::vector<Purchase>& purchases) {
  std::size_t last = 0;
  for (std::size_t i = 1; i < purchases.size(); ++i) {
    if (same_purchase(purchases[last], purchases[i])) {
      add_to(purchases[last], purchases[i]);
    } else {
      purchases[++last] = purchases[i];
    }
  }
  if (!purchases.empty()) purchases.resize(last + 1);
}

/// Numbers orders as they first occur, whatever the order of the rows was.
void number_orders(std::vector<Purchase>& purchases, std::size_t orders) {
  std::vector<std::uint32_t> number(orders, Purchase::kNoOrder);
  std::uint32_t next = 0;
  for (Purchase& one : purchases) {
    if (one.order == Purchase::kNoOrder) continue;
    if (number[one.order] == Purchase::kNoOrder) number[one.order] = next++;
    one.order = number[one.order];
  }
}

}  // namespace

bool PurchaseCollector::continues(const Transaction& transaction, RowReason reason) const {
  if (purchases_.empty()) return false;
  const Purchase& last = purchases_.back();
  return last.time == transaction.time && last.reason == reason &&
         last.order != Purchase::kNoOrder && orders_.id(last.order) == transaction.order_id &&
         customers_.id(last.customer) == transaction.customer_id;
}

void PurchaseCollector::add(const Transaction& transaction, RowReason reason) {
  if (!continues(transaction, reason)) {
    Purchase& fresh = purchases_.emplace_back();
    fresh.time = transaction.time;
    fresh.customer = customers_.add(transaction.customer_id);
    if (!transaction.order_id.empty()) fresh.order = orders_.add(transaction.order_id);
    fresh.reason = reason;
  }
  Purchase& last = purchases_.back();
  last.lines += transaction.lines;
  if (reason == RowReason::kept) last.items += Amount::from(transaction.quantity);
  last.amount += transaction.amount;
}

void PurchaseCollector::merge(PurchaseCollector&& other) {
  if (purchases_.empty()) {
    std::swap(*this, other);
    return;
  }
  std::vector<std::uint32_t> customer, order;
  for (std::size_t i = 0; i < other.customers_.size(); ++i) {
    customer.push_back(customers_.add(other.customers_.id(i)));
  }
  for (std::size_t i = 0; i < other.orders_.size(); ++i) {
    order.push_back(orders_.add(other.orders_.id(i)));
  }
  for (Purchase one : other.purchases_) {
    one.customer = customer[one.customer];
    if (one.order != Purchase::kNoOrder) one.order = order[one.order];
    purchases_.push_back(one);
  }
  other = {};
}

PurchaseLog PurchaseCollector::log(bool subtracts_returns) const {
  PurchaseLog log;
  log.subtracts_returns = subtracts_returns;
  const std::vector<std::uint32_t> position = sort_ids(customers_, log.customers);
  log.purchases = purchases_;
  for (Purchase& one : log.purchases) one.customer = position[one.customer];
  const auto order_less = [&](std::uint32_t a, std::uint32_t b) {
    if (a == Purchase::kNoOrder || b == Purchase::kNoOrder) return a < b;
    return a != b && orders_.id(a) < orders_.id(b);
  };
  std::ranges::sort(log.purchases, [&](const Purchase& a, const Purchase& b) {
    if (a.customer != b.customer) return a.customer < b.customer;
    if (a.time != b.time) return a.time < b.time;
    if (a.order != b.order) return order_less(a.order, b.order);
    return a.reason < b.reason;
  });
  join_parts(log.purchases);
  number_orders(log.purchases, orders_.size());
  return log;
}

}  // namespace rfmseg
