#include "rfm/net_orders.hpp"

#include <absl/container/flat_hash_set.h>

#include <algorithm>
#include <chrono>

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
  if (count_days_) {
    const auto day = std::chrono::floor<std::chrono::days>(run.last);
    more.days.push_back(static_cast<std::int32_t>(day.time_since_epoch().count()));
  }
  orders_[{customer, std::string(run.order.text())}] += more;
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
  absl::flat_hash_map<std::uint32_t, absl::flat_hash_set<std::int32_t>> days;
  for (const auto& [key, order] : orders_) {
    const auto rest = remaining.find(key.first);
    if (rest == remaining.end() || is_refunded(key, order)) continue;
    rest->second.first = std::min(rest->second.first, order.first);
    rest->second.last = std::max(rest->second.last, order.last);
    rest->second.lines += static_cast<std::int64_t>(order.sales.rows);
    rest->second.items += order.items;
    days[key.first].insert(order.days.begin(), order.days.end());
  }
  for (auto& [customer, rest] : remaining) {
    rest.days = static_cast<std::int64_t>(days[customer].size());
  }
  return result;
}

}  // namespace rfmseg
