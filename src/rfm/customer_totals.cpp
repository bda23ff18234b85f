#include "rfm/customer_totals.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <functional>
#include <limits>
#include <tuple>
#include <utility>

#include "parallel.hpp"
#include "rfmseg/rfm/quantile.hpp"

namespace rfmseg {
namespace {

constexpr std::size_t kFallsShown = 5;

/// The day of `time` as an id for an OrderSet.
std::array<char, sizeof(std::int64_t)> day_id(Timestamp time) {
  const std::int64_t day = std::chrono::floor<std::chrono::days>(time).time_since_epoch().count();
  std::array<char, sizeof(day)> bytes{};
  std::memcpy(bytes.data(), &day, sizeof(day));
  return bytes;
}

ReturnRows return_row(RowReason reason, Amount amount) {
  ReturnRows row;
  (reason == RowReason::subtracted ? row.cancellations : row.others) = {1, amount};
  return row;
}

/// Calls `task` with the first and the last + 1 of equal parts of 0 to count - 1.
void in_blocks(std::size_t count, unsigned threads,
               const std::function<void(std::size_t, std::size_t)>& task) {
  constexpr std::size_t kBlock = 16384;
  in_parallel((count + kBlock - 1) / kBlock, threads, [&](std::size_t block) {
    task(block * kBlock, std::min(count, (block + 1) * kBlock));
  });
}

}  // namespace

std::uint32_t CustomerTotals::customer(std::string_view id) {
  const std::uint32_t number = index_.add(id);
  if (number == sums_.size()) {
    sums_.emplace_back();
    if (options_.grouped) group_.emplace_back();
  }
  return number;
}

void CustomerTotals::add(std::span<const OrderRun> runs) {
  numbers_.clear();
  for (const OrderRun& run : runs) index_.prefetch(run.customer.text());
  for (const OrderRun& run : runs) {
    numbers_.push_back(customer(run.customer.text()));
    __builtin_prefetch(&sums_[numbers_.back()]);
    orders_.prefetch(numbers_.back(), run.order.text());
  }
  for (std::size_t i = 0; i < runs.size(); ++i) add_run(numbers_[i], runs[i]);
}

void CustomerTotals::add_run(std::uint32_t customer, const OrderRun& run) {
  if (options_.grouped) set_group(customer, run.group, run.last);
  if (options_.refunds) net_orders_.add(customer, run);
  Sums& sums = sums_[customer];
  sums.first_purchase = std::min(sums.first_purchase, run.first);
  sums.last_purchase = std::max(sums.last_purchase, run.last);
  sums.revenue += run.revenue;
  sums.items += run.items;
  sums.lines += run.lines;
  if (run.order.text().empty()) {
    sums.orders += run.lines;
  } else if (orders_.insert(customer, run.order.text())) {
    ++sums.orders;
  }
  if (options_.metrics.frequency == FrequencyMeasure::days) {
    const auto day = day_id(run.last);
    if (days_.insert(customer, {day.data(), day.size()})) ++sums.days;
  }
  if (options_.months) months_.add_purchase(customer, run.last, run.revenue);
}

void CustomerTotals::add_product(std::string_view customer_id, std::string_view stock_code) {
  if (stock_code.empty()) return;
  const std::uint32_t number = customer(customer_id);
  if (products_.insert(number, stock_code)) ++sums_[number].products;
}

void CustomerTotals::add_return(const Transaction& transaction, RowReason reason) {
  const std::uint32_t number = customer(transaction.customer_id);
  const ReturnRows row = return_row(reason, transaction.amount);
  add_returned(number, {row, transaction.time});
  if (options_.months) months_.add_return(number, transaction.time, transaction.amount);
  if (options_.refunds) net_orders_.add_return(number, transaction.order_id, row);
}

void CustomerTotals::merge(CustomerTotals&& other, unsigned threads) {
  if (sums_.empty()) {
    std::swap(*this, other);
    return;
  }
  const std::vector<std::uint32_t> number = add_customers(other.index_, threads);
  in_blocks(number.size(), threads, [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
      const Sums& from = other.sums_[i];
      if (options_.grouped) set_group(number[i], other.group_[i], from.last_purchase);
      // An order that both have is counted twice here; see below.
      sums_[number[i]] += from;
    }
  });
  for (const auto known : orders_.merge(std::move(other.orders_), number, threads)) {
    --sums_[known].orders;
  }
  for (const auto known : days_.merge(std::move(other.days_), number, threads)) {
    --sums_[known].days;
  }
  for (const auto known : products_.merge(std::move(other.products_), number, threads)) {
    --sums_[known].products;
  }
  months_.merge(other.months_, number);
  net_orders_.merge(std::move(other.net_orders_), number);
  for (std::size_t i = 0; i < other.returned_.size(); ++i) {
    add_returned(number[i], other.returned_[i]);
  }
  other = CustomerTotals(options_);
}

/// Adds the customers of `others`; returns their numbers here.
std::vector<std::uint32_t> CustomerTotals::add_customers(const IdIndex& others, unsigned threads) {
  constexpr std::uint32_t kNew = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> number(others.size(), kNew);
  // Threads look up the known customers, as most are; the new ones are added one after another.
  in_blocks(number.size(), threads, [&](std::size_t first, std::size_t last) {
    constexpr std::size_t kAhead = 16;
    for (std::size_t i = first; i < last; ++i) {
      if (i + kAhead < last) index_.prefetch(others.id(i + kAhead));
      number[i] = index_.find(others.id(i)).value_or(kNew);
    }
  });
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (number[i] == kNew) number[i] = customer(others.id(i));
  }
  return number;
}

CustomerTotals::Sums& CustomerTotals::Sums::operator+=(const Sums& more) {
  first_purchase = std::min(first_purchase, more.first_purchase);
  last_purchase = std::max(last_purchase, more.last_purchase);
  orders += more.orders;
  lines += more.lines;
  days += more.days;
  products += more.products;
  revenue += more.revenue;
  items += more.items;
  return *this;
}

void CustomerTotals::settle_refunds() {
  NetOrders::Remaining remaining;
  std::tie(refunds_, remaining) = net_orders_.refunds();
  net_orders_ = NetOrders(options_.metrics.frequency == FrequencyMeasure::days);
  for (const auto& [customer, rest] : remaining) {
    Sums& sums = sums_[customer];
    sums.first_purchase = rest.first;
    sums.last_purchase = rest.last;
    sums.orders -= refunds_[customer].orders;
    sums.lines = rest.lines;
    sums.days = rest.days;
    sums.items = rest.items;
  }
}

/// Sets the group by a purchase at `time`, before the purchase is added to the sums.
void CustomerTotals::set_group(std::uint32_t customer, std::string_view name, Timestamp time) {
  const Timestamp last = sums_[customer].last_purchase;
  std::string& mine = group_[customer];
  if (time > last || (time == last && name < mine)) mine = name;
}

void CustomerTotals::add_returned(std::uint32_t customer, const Returned& more) {
  if (returned_.size() <= customer) returned_.resize(sums_.size());
  returned_[customer].rows += more.rows;
  returned_[customer].last = std::max(returned_[customer].last, more.last);
}

CustomerTotals::Returned CustomerTotals::returned_by(std::size_t customer) const {
  return customer < returned_.size() ? returned_[customer] : Returned{};
}

/// The customer's revenue less returns.
Amount CustomerTotals::net_spend(std::size_t customer) const {
  return sums_[customer].revenue + returned_by(customer).rows.all().amount;
}

/// Whether the customer has a purchase, refunded or not.
bool CustomerTotals::has_bought(std::size_t customer) const {
  return sums_[customer].orders > 0 || refunds_.contains(static_cast<std::uint32_t>(customer));
}

bool CustomerTotals::is_customer(std::size_t customer) const {
  const bool free = options_.zero_amounts && sums_[customer].revenue == Amount{};
  return sums_[customer].orders > 0 && (net_spend(customer) > Amount{} || free);
}

/// Orders, days or lines, as frequency counts them.
std::int64_t CustomerTotals::purchases_of(const Sums& of) const {
  switch (options_.metrics.frequency) {
    case FrequencyMeasure::orders:
      return of.orders;
    case FrequencyMeasure::days:
      return of.days;
    case FrequencyMeasure::lines:
      break;
  }
  return of.lines;
}

std::optional<Timestamp> CustomerTotals::last_transaction() const {
  std::optional<Timestamp> last;
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    if (sums_[i].orders == 0) continue;
    last = std::max({last.value_or(Timestamp::min()), sums_[i].last_purchase, returned_by(i).last});
  }
  return last;
}

std::optional<Timestamp> CustomerTotals::last_purchase() const {
  std::optional<Timestamp> last;
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    if (!is_customer(i)) continue;
    last = std::max(last.value_or(Timestamp::min()), sums_[i].last_purchase);
  }
  return last;
}

std::optional<Timestamp> CustomerTotals::first_purchase() const {
  std::optional<Timestamp> first;
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    if (!is_customer(i)) continue;
    first = std::min(first.value_or(Timestamp::max()), sums_[i].first_purchase);
  }
  return first;
}

std::uint64_t CustomerTotals::orders() const {
  std::uint64_t orders = 0;
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    if (is_customer(i)) orders += static_cast<std::uint64_t>(sums_[i].orders);
  }
  return orders;
}

CustomerTable CustomerTotals::table(Timestamp as_of, unsigned threads) const {
  CustomerTable table;
  table.as_of = as_of;
  const MetricDefinitions& metrics = options_.metrics;
  const bool mean = metrics.monetary == MonetaryMeasure::mean;
  const bool orders = metrics.frequency == FrequencyMeasure::orders && !metrics.minus_first;
  for (std::size_t index = 0; index < sums_.size(); ++index) {
    if (!is_customer(index)) continue;
    const Sums& sums = sums_[index];
    const Amount net = net_spend(index);
    const auto since = std::chrono::floor<std::chrono::days>(as_of - sums.last_purchase);
    const std::int64_t purchases = purchases_of(sums);
    table.ids.push_back(index_.id(index));
    table.first_purchase.push_back(sums.first_purchase);
    table.last_purchase.push_back(sums.last_purchase);
    table.recency.push_back(since.count());
    table.frequency.push_back(purchases - (metrics.minus_first ? 1 : 0));
    table.monetary.push_back(mean ? Quantile{net.units(), purchases}.to_amount() : net);
    table.items.push_back(sums.items);
    if (mean) table.revenues.push_back(net);
    if (!orders) table.order_counts.push_back(sums.orders);
    if (options_.products) table.product_counts.push_back(sums.products);
    if (options_.grouped) table.groups.push_back(group_[index]);
  }
  sort_by_id(table, threads);
  return table;
}

std::vector<MonthActivity> CustomerTotals::months() const {
  return months_.activity([&](std::uint32_t customer) { return is_customer(customer); });
}

ReturnsEffect CustomerTotals::returns_effect() const {
  ReturnsEffect effect;
  std::vector<ReturnsEffect::Fall> falls;
  for (std::size_t index = 0; index < sums_.size(); ++index) {
    const Sums& sums = sums_[index];
    const Returned returned = returned_by(index);
    if (!has_bought(index)) {
      effect.without_purchase += returned.rows;
      continue;
    }
    ++effect.customers;
    effect.gross += sums.revenue;
    if (returned.rows.all().rows == 0) continue;
    ++effect.returning;
    effect.subtracted += returned.rows.all();
    falls.push_back({std::string(index_.id(index)), sums.revenue, net_spend(index)});
    const auto refunded = refunds_.find(static_cast<std::uint32_t>(index));
    const Refund refund = refunded == refunds_.end() ? Refund{} : refunded->second;
    if (is_customer(index)) {
      effect.refunded_orders += refund.orders;
      effect.refunded_sales += refund.sales;
      effect.refunded_returns += refund.returns;
      continue;
    }
    ++effect.dropped;
    effect.dropped_sales +=
        {static_cast<std::uint64_t>(sums.lines) + refund.sales.rows, sums.revenue};
    effect.dropped_returns += returned.rows;
  }
  const auto larger = [](const ReturnsEffect::Fall& a, const ReturnsEffect::Fall& b) {
    const Amount fall_a = a.gross - a.net;
    const Amount fall_b = b.gross - b.net;
    return fall_a != fall_b ? fall_a > fall_b : a.customer_id < b.customer_id;
  };
  const auto shown = std::min(falls.size(), kFallsShown);
  std::ranges::partial_sort(falls, falls.begin() + static_cast<std::ptrdiff_t>(shown), larger);
  falls.resize(shown);
  effect.largest = std::move(falls);
  return effect;
}

Timestamp default_as_of(Timestamp last_transaction) {
  return start_of_day(last_transaction) + std::chrono::days(1);
}

}  // namespace rfmseg
