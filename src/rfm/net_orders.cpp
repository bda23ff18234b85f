#include "rfm/net_orders.hpp"

#include <algorithm>
#include <chrono>
#include <set>

namespace rfmseg {

NetOrders::Order& NetOrders::Order::operator+=(const Order& more) {
  first = std::min(first, more.first);
  last = std::max(last, more.last);
  items += more.items;
  sales += more.sales;
  returns += more.returns;
  days.insert(days.end(), more.days.begin(), more.days.end());
  return *this;
}

void NetOrders::add(std::uint32_t customer, const OrderRun& run) {
  Order more;
  more.first = run.first;
  more.last = run.last;
  more.items = run.items;
  more.sales = {static_cast<std::uint64_t>(run.lines), run.revenue};
  if (by_day_) more.days = {{std::chrono::floor<std::chrono::days>(run.last), run.revenue}};
  orders_[{customer, run.order}] += more;
}

void NetOrders::add_return(std::uint32_t customer, std::string_view order, const ReturnRows& row) {
  orders_[{customer, std::string(order)}].returns += row;
}

void NetOrders::merge(NetOrders&& other, const std::vector<std::uint32_t>& number) {
  for (auto& [key, order] : other.orders_) orders_[{number[key.first], key.second}] += order;
  other.orders_ = {};
}

bool NetOrders::is_refunded(const Key& key, const Order& order) {
  const Ledger::Entry returns = order.returns.all();
  return !key.second.empty() && order.sales.rows > 0 && returns.rows > 0 &&
         order.sales.amount + returns.amount <= Amount{};
}

std::pair<NetOrders::Refunds, NetOrders::Remaining> NetOrders::refunds() const {
  std::pair<Refunds, Remaining> result;
  auto& [refunds, remaining] = result;
  for (const auto& [key, order] : orders_) {
    if (!is_refunded(key, order)) continue;
    Refund& refund = refunds[key.first];
    ++refund.orders;
    refund.sales += order.sales;
    refund.returns += order.returns;
    remaining.try_emplace(key.first);
  }
  if (refunds.empty()) return result;
  absl::flat_hash_map<std::uint32_t, std::set<std::chrono::local_days>> days;
  for (const auto& [key, order] : orders_) {
    const auto rest = remaining.find(key.first);
    if (rest == remaining.end() || is_refunded(key, order)) continue;
    rest->second.first = std::min(rest->second.first, order.first);
    rest->second.last = std::max(rest->second.last, order.last);
    rest->second.lines += static_cast<std::int64_t>(order.sales.rows);
    rest->second.items += order.items;
    for (const PurchaseDay& day : order.days) days[key.first].insert(day.day);
  }
  for (auto& [customer, rest] : remaining) {
    rest.days = static_cast<std::int64_t>(days[customer].size());
  }
  return result;
}

void NetOrders::add_days(DaySums& to) const {
  for (const auto& [key, order] : orders_) {
    if (is_refunded(key, order)) continue;
    for (const PurchaseDay& day : order.days) to.add(key.first, day.day, day.amount);
  }
}

}  // namespace rfmseg
