#include "rfm/customer_aggregator.hpp"

#include <absl/container/flat_hash_map.h>
#include <absl/hash/hash.h>
#include <absl/strings/string_view.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "load/transaction.hpp"
#include "rfm/month_sums.hpp"
#include "rfm/order_set.hpp"
#include "rfmseg/rfm/quantile.hpp"

namespace rfmseg {
namespace {

constexpr std::size_t kFallsShown = 5;

struct Sums {
  Timestamp first_purchase = Timestamp::max(), last_purchase = Timestamp::min();
  std::int64_t orders = 0;  ///< 0 for customers with returns only
  std::int64_t lines = 0;
  std::int64_t days = 0;      ///< if frequency counts them
  std::int64_t products = 0;  ///< if they are counted
  Amount revenue;
  Amount items;
};

/// The returns of one customer.
struct Returned {
  Ledger::Entry rows;
  Timestamp last = Timestamp::min();
};

/// Hashes strings and views alike; abseil's own transparent hash requires absl::string_view.
struct IdHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view id) const {
    return absl::HashOf(absl::string_view(id.data(), id.size()));
  }
};

}  // namespace

struct CustomerAggregator::State {
  explicit State(const AggregatorOptions& what) : options(what) {}

  AggregatorOptions options;
  absl::flat_hash_map<std::string, std::uint32_t, IdHash, std::equal_to<>>
      index;  ///< customer id to index of sums
  std::vector<Sums> sums;
  std::vector<Returned> returned;  ///< parallel to the beginning of `sums`; missing ones are zero
  std::vector<std::string> group;  ///< parallel to `sums` if grouped
  OrderSet orders;
  OrderSet days;      ///< pairs of customer and day, if frequency counts days
  OrderSet products;  ///< pairs of customer and stock code, if they are counted
  MonthSums months;   ///< if they are summed

  // The rows of an order are usually consecutive: remembering its customer saves a lookup.
  std::string last_order;
  std::string last_customer;
  std::uint32_t last_index = 0;

  std::uint32_t customer(std::string_view id) {
    const auto found = index.find(id);
    if (found != index.end()) return found->second;
    const auto fresh = static_cast<std::uint32_t>(sums.size());
    index.emplace(id, fresh);
    sums.emplace_back();
    if (options.grouped) group.emplace_back();
    return fresh;
  }

  void add_order(std::uint32_t customer_index, std::string_view order_id) {
    if (orders.insert(customer_index, order_id)) ++sums[customer_index].orders;
  }

  void add_day(std::uint32_t customer_index, std::string_view day) {
    if (days.insert(customer_index, day)) ++sums[customer_index].days;
  }

  void add_product(std::uint32_t customer_index, std::string_view stock_code) {
    if (products.insert(customer_index, stock_code)) ++sums[customer_index].products;
  }

  void count_day(std::uint32_t customer_index, Timestamp time) {
    const auto day = std::chrono::floor<std::chrono::days>(time).time_since_epoch().count();
    std::array<char, sizeof(day)> bytes{};
    std::memcpy(bytes.data(), &day, sizeof(day));
    add_day(customer_index, {bytes.data(), bytes.size()});
  }

  /// Sets the group by a purchase at `time`, before the purchase is added to the sums.
  void set_group(std::uint32_t customer_index, std::string_view name, Timestamp time) {
    const Timestamp last = sums[customer_index].last_purchase;
    std::string& mine = group[customer_index];
    if (time > last || (time == last && name < mine)) mine = name;
  }

  void add_returned(std::uint32_t customer_index, const Returned& more) {
    if (returned.size() <= customer_index) returned.resize(sums.size());
    returned[customer_index].rows += more.rows;
    returned[customer_index].last = std::max(returned[customer_index].last, more.last);
  }
  [[nodiscard]] Returned returned_by(std::size_t customer_index) const {
    return customer_index < returned.size() ? returned[customer_index] : Returned{};
  }
  /// The customer's revenue less returns.
  [[nodiscard]] Amount net(std::size_t customer_index) const {
    return sums[customer_index].revenue + returned_by(customer_index).rows.amount;
  }
  [[nodiscard]] bool is_customer(std::size_t customer_index) const {
    return sums[customer_index].orders > 0 && net(customer_index) > Amount{};
  }

  /// Orders, days or lines, as frequency counts them.
  [[nodiscard]] std::int64_t purchases(const Sums& of) const {
    switch (options.metrics.frequency) {
      case FrequencyMeasure::orders:
        return of.orders;
      case FrequencyMeasure::days:
        return of.days;
      case FrequencyMeasure::lines:
        break;
    }
    return of.lines;
  }
};

CustomerAggregator::CustomerAggregator(const AggregatorOptions& options)
    : state_(std::make_unique<State>(options)) {}
CustomerAggregator::~CustomerAggregator() = default;
CustomerAggregator::CustomerAggregator(CustomerAggregator&&) noexcept = default;
CustomerAggregator& CustomerAggregator::operator=(CustomerAggregator&&) noexcept = default;

void CustomerAggregator::add(const Transaction& transaction) {
  State& state = *state_;
  const bool same_order = !transaction.order_id.empty() &&
                          transaction.order_id == state.last_order &&
                          transaction.customer_id == state.last_customer;
  if (!same_order) {
    state.last_index = state.customer(transaction.customer_id);
    state.last_order = transaction.order_id;
    state.last_customer = transaction.customer_id;
    if (transaction.order_id.empty()) {
      state.sums[state.last_index].orders += transaction.lines;
    } else {
      state.add_order(state.last_index, transaction.order_id);
    }
  }
  if (state.options.grouped) state.set_group(state.last_index, transaction.group, transaction.time);
  Sums& sums = state.sums[state.last_index];
  sums.first_purchase = std::min(sums.first_purchase, transaction.time);
  sums.last_purchase = std::max(sums.last_purchase, transaction.time);
  sums.revenue += transaction.amount;
  sums.items += Amount::from(transaction.quantity);
  sums.lines += transaction.lines;
  if (state.options.metrics.frequency == FrequencyMeasure::days) {
    state.count_day(state.last_index, transaction.time);
  }
  if (state.options.products && !transaction.stock_code.empty()) {
    state.add_product(state.last_index, transaction.stock_code);
  }
  if (state.options.months) {
    state.months.add_purchase(state.last_index, transaction.time, transaction.amount);
  }
}

void CustomerAggregator::add_return(const Transaction& transaction) {
  State& state = *state_;
  const std::uint32_t customer = state.customer(transaction.customer_id);
  state.add_returned(customer, {{1, transaction.amount}, transaction.time});
  if (state.options.months) {
    state.months.add_return(customer, transaction.time, transaction.amount);
  }
}

void CustomerAggregator::merge(CustomerAggregator&& other) {
  State& mine = *state_;
  State& theirs = *other.state_;
  if (mine.sums.empty()) {
    state_.swap(other.state_);
    return;
  }
  std::vector<std::uint32_t> new_index(theirs.sums.size());
  std::vector<std::int64_t> orders_with_id(theirs.sums.size());
  for (const auto& [id, old_index] : theirs.index) {
    const Sums& from = theirs.sums[old_index];
    const std::uint32_t index = mine.customer(id);
    new_index[old_index] = index;
    if (mine.options.grouped) mine.set_group(index, theirs.group[old_index], from.last_purchase);
    Sums& to = mine.sums[index];
    to.first_purchase = std::min(to.first_purchase, from.first_purchase);
    to.last_purchase = std::max(to.last_purchase, from.last_purchase);
    to.revenue += from.revenue;
    to.items += from.items;
    to.lines += from.lines;
  }
  theirs.orders.for_each([&](std::uint32_t customer, std::string_view order_id) {
    ++orders_with_id[customer];
    mine.add_order(new_index[customer], order_id);
  });
  // Orders without an id are counted only.
  for (std::size_t i = 0; i < theirs.sums.size(); ++i) {
    mine.sums[new_index[i]].orders += theirs.sums[i].orders - orders_with_id[i];
  }
  theirs.days.for_each([&](std::uint32_t customer, std::string_view day) {
    mine.add_day(new_index[customer], day);
  });
  theirs.products.for_each([&](std::uint32_t customer, std::string_view stock_code) {
    mine.add_product(new_index[customer], stock_code);
  });
  mine.months.merge(theirs.months, new_index);
  for (std::size_t i = 0; i < theirs.returned.size(); ++i) {
    mine.add_returned(new_index[i], theirs.returned[i]);
  }
  theirs = State(mine.options);
}

std::optional<Timestamp> CustomerAggregator::last_transaction() const {
  std::optional<Timestamp> last;
  for (std::size_t i = 0; i < state_->sums.size(); ++i) {
    if (state_->sums[i].orders == 0) continue;
    last = std::max({last.value_or(Timestamp::min()), state_->sums[i].last_purchase,
                     state_->returned_by(i).last});
  }
  return last;
}

std::optional<Timestamp> CustomerAggregator::last_purchase() const {
  std::optional<Timestamp> last;
  for (std::size_t i = 0; i < state_->sums.size(); ++i) {
    if (!state_->is_customer(i)) continue;
    last = std::max(last.value_or(Timestamp::min()), state_->sums[i].last_purchase);
  }
  return last;
}

std::optional<Timestamp> CustomerAggregator::first_purchase() const {
  std::optional<Timestamp> first;
  for (std::size_t i = 0; i < state_->sums.size(); ++i) {
    if (!state_->is_customer(i)) continue;
    first = std::min(first.value_or(Timestamp::max()), state_->sums[i].first_purchase);
  }
  return first;
}

std::uint64_t CustomerAggregator::orders() const {
  std::uint64_t orders = 0;
  for (std::size_t i = 0; i < state_->sums.size(); ++i) {
    if (state_->is_customer(i)) orders += static_cast<std::uint64_t>(state_->sums[i].orders);
  }
  return orders;
}

CustomerTable CustomerAggregator::table(Timestamp as_of) const {
  CustomerTable table;
  table.as_of = as_of;
  const MetricDefinitions& metrics = state_->options.metrics;
  const bool mean = metrics.monetary == MonetaryMeasure::mean;
  const bool orders = metrics.frequency == FrequencyMeasure::orders && !metrics.minus_first;
  for (const auto& [id, index] : state_->index) {
    if (!state_->is_customer(index)) continue;
    const Sums& sums = state_->sums[index];
    const Amount net = state_->net(index);
    const auto since = std::chrono::floor<std::chrono::days>(as_of - sums.last_purchase);
    const std::int64_t purchases = state_->purchases(sums);
    table.ids.push_back(id);
    table.first_purchase.push_back(sums.first_purchase);
    table.last_purchase.push_back(sums.last_purchase);
    table.recency.push_back(since.count());
    table.frequency.push_back(purchases - (metrics.minus_first ? 1 : 0));
    table.monetary.push_back(mean ? Quantile{net.units(), purchases}.to_amount() : net);
    table.items.push_back(sums.items);
    if (mean) table.revenues.push_back(net);
    if (!orders) table.order_counts.push_back(sums.orders);
    if (state_->options.products) table.product_counts.push_back(sums.products);
    if (state_->options.grouped) table.groups.push_back(state_->group[index]);
  }
  sort_by_id(table);
  return table;
}

std::vector<MonthActivity> CustomerAggregator::months() const {
  return state_->months.activity(
      [&](std::uint32_t customer) { return state_->is_customer(customer); });
}

ReturnsEffect CustomerAggregator::returns_effect() const {
  ReturnsEffect effect;
  std::vector<ReturnsEffect::Fall> falls;
  for (const auto& [id, index] : state_->index) {
    const Sums& sums = state_->sums[index];
    const Returned returned = state_->returned_by(index);
    if (sums.orders == 0) {
      effect.without_purchase += returned.rows;
      continue;
    }
    ++effect.customers;
    effect.gross += sums.revenue;
    if (returned.rows.rows == 0) continue;
    ++effect.returning;
    effect.subtracted += returned.rows;
    falls.push_back({id, sums.revenue, state_->net(index)});
    if (state_->is_customer(index)) continue;
    ++effect.dropped;
    effect.dropped_sales += {static_cast<std::uint64_t>(sums.lines), sums.revenue};
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
