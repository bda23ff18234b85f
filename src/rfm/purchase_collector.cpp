#include "rfm/purchase_collector.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <tuple>
#include <utility>

namespace rfmseg {
namespace {

void add_to(Purchase& purchase, const Purchase& more) {
  purchase.country = std::min(purchase.country, more.country);
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

/// Sorts by customer and time, and joins those at one time.
void sort_returns(std::vector<DroppedReturn>& returns) {
  const auto key = [](const DroppedReturn& one) { return std::tie(one.customer, one.time); };
  std::ranges::sort(returns, {}, key);
  std::size_t last = 0;
  for (std::size_t i = 1; i < returns.size(); ++i) {
    if (key(returns[last]) == key(returns[i])) {
      returns[last].amount += returns[i].amount;
    } else {
      returns[++last] = returns[i];
    }
  }
  if (!returns.empty()) returns.resize(last + 1);
}

/// Numbers orders as they first occur, in any order of the rows.
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
  if (details_) add_details(last, transaction);
}

void PurchaseCollector::add_details(Purchase& purchase, const Transaction& transaction) {
  if (!transaction.country.empty()) {
    const std::uint16_t country = number_of_country(transaction.country);
    const bool is_less = purchase.country == Purchase::kNoCountry ||
                         countries_.id(country) < countries_.id(purchase.country);
    if (country != Purchase::kNoCountry && is_less) purchase.country = country;
  }
  if (purchase.is_purchase() && !transaction.stock_code.empty()) {
    add_product(pair_of(purchase.customer, products_.add(transaction.stock_code)), purchase.time);
  }
}

/// Those that no number is left for are one; set_countries() then forgets all.
std::uint16_t PurchaseCollector::number_of_country(std::string_view name) {
  return static_cast<std::uint16_t>(
      std::min<std::uint32_t>(countries_.add(name), Purchase::kNoCountry));
}

void PurchaseCollector::add_product(Pair pair, Timestamp time) {
  const auto [first, is_new] = first_bought_.try_emplace(pair, time);
  if (!is_new) first->second = std::min(first->second, time);
}

void PurchaseCollector::add_dropped_return(const Transaction& transaction) {
  if (!details_) return;
  dropped_.push_back(
      {transaction.time, customers_.add(transaction.customer_id), transaction.amount});
}

void PurchaseCollector::merge(PurchaseCollector&& other) {
  if (purchases_.empty()) {
    std::swap(*this, other);
    return;
  }
  std::vector<std::uint32_t> customer, order, product;
  for (std::size_t i = 0; i < other.customers_.size(); ++i) {
    customer.push_back(customers_.add(other.customers_.id(i)));
  }
  for (std::size_t i = 0; i < other.orders_.size(); ++i) {
    order.push_back(orders_.add(other.orders_.id(i)));
  }
  for (std::size_t i = 0; i < other.products_.size(); ++i) {
    product.push_back(products_.add(other.products_.id(i)));
  }
  for (Purchase one : other.purchases_) {
    one.customer = customer[one.customer];
    if (one.order != Purchase::kNoOrder) one.order = order[one.order];
    if (one.country != Purchase::kNoCountry) {
      one.country = number_of_country(other.countries_.id(one.country));
    }
    purchases_.push_back(one);
  }
  for (DroppedReturn one : other.dropped_) {
    one.customer = customer[one.customer];
    dropped_.push_back(one);
  }
  for (const auto& [pair, time] : other.first_bought_) {
    add_product(pair_of(customer[pair >> 32U], product[pair & 0xffffffffU]), time);
  }
  // More countries than have a number: set_countries() counts them.
  for (std::size_t i = 0; i < other.countries_.size(); ++i) countries_.add(other.countries_.id(i));
  other = PurchaseCollector(details_);
}

PurchaseLog PurchaseCollector::log(bool subtracts_returns) const {
  PurchaseLog log;
  log.subtracts_returns = subtracts_returns;
  const std::vector<std::uint32_t> position = sort_ids(customers_, log.customers);
  log.purchases = purchases_;
  for (Purchase& one : log.purchases) one.customer = position[one.customer];
  set_countries(log);
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
  count_products(log, position);
  log.dropped_returns = dropped_;
  for (DroppedReturn& one : log.dropped_returns) one.customer = position[one.customer];
  sort_returns(log.dropped_returns);
  return log;
}

/// Numbers countries by name.
void PurchaseCollector::set_countries(PurchaseLog& log) const {
  if (countries_.size() >= Purchase::kNoCountry) {
    for (Purchase& one : log.purchases) one.country = Purchase::kNoCountry;
    return;
  }
  for (std::size_t i = 0; i < countries_.size(); ++i) log.countries.emplace_back(countries_.id(i));
  std::ranges::sort(log.countries);
  std::vector<std::uint16_t> number;
  for (std::size_t i = 0; i < countries_.size(); ++i) {
    const auto found = std::ranges::lower_bound(log.countries, countries_.id(i));
    number.push_back(static_cast<std::uint16_t>(found - log.countries.begin()));
  }
  for (Purchase& one : log.purchases) {
    if (one.country != Purchase::kNoCountry) one.country = number[one.country];
  }
}

/// Counts each product with the first purchase of its customer at its time.
void PurchaseCollector::count_products(PurchaseLog& log,
                                       const std::vector<std::uint32_t>& position) const {
  for (const auto& [pair, time] : first_bought_) {
    const auto key = std::pair(position[pair >> 32U], time);
    auto found = std::ranges::lower_bound(log.purchases, key, {}, [](const Purchase& one) {
      return std::pair(one.customer, one.time);
    });
    while (!found->is_purchase()) ++found;
    ++found->new_products;
  }
}

}  // namespace rfmseg
