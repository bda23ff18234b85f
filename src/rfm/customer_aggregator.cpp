#include "rfmseg/rfm/customer_aggregator.hpp"

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

#include "rfm/order_set.hpp"
#include "rfmseg/rfm/quantile.hpp"

namespace rfmseg {
namespace {

struct Sums {
  Timestamp first_purchase{}, last_purchase{};
  std::int64_t orders = 0;
  std::int64_t counted = 0;  ///< days or lines, when frequency counts these
  Amount revenue;
  Amount items;
};

/// Hashes ids, as stored or as viewed: abseil's own transparent hash wants its own views.
struct IdHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view id) const {
    return absl::HashOf(absl::string_view(id.data(), id.size()));
  }
};

}  // namespace

struct CustomerAggregator::State {
  explicit State(const MetricDefinitions& definitions) : metrics(definitions) {}

  MetricDefinitions metrics;
  absl::flat_hash_map<std::string, std::uint32_t, IdHash, std::equal_to<>>
      index;  ///< customer id to index of sums
  std::vector<Sums> sums;
  OrderSet orders;
  OrderSet days;  ///< with purchases, each as one customer's, when frequency counts these

  // The rows of an order mostly stand together: its customer need not be looked up again.
  std::string last_order;
  std::string last_customer;
  std::uint32_t last_index = 0;

  std::uint32_t customer(std::string_view id, Timestamp time) {
    const auto found = index.find(id);
    if (found != index.end()) return found->second;
    const auto fresh = static_cast<std::uint32_t>(sums.size());
    index.emplace(id, fresh);
    sums.push_back({time, time, 0, 0, {}, {}});
    return fresh;
  }

  void add_order(std::uint32_t customer_index, std::string_view order_id) {
    if (orders.insert(customer_index, order_id)) ++sums[customer_index].orders;
  }

  void add_day(std::uint32_t customer_index, std::string_view day) {
    if (days.insert(customer_index, day)) ++sums[customer_index].counted;
  }

  void count(std::uint32_t customer_index, Timestamp time) {
    switch (metrics.frequency) {
      case FrequencyMeasure::orders:
        break;
      case FrequencyMeasure::days: {
        const auto day = std::chrono::floor<std::chrono::days>(time).time_since_epoch().count();
        std::array<char, sizeof(day)> bytes{};
        std::memcpy(bytes.data(), &day, sizeof(day));
        add_day(customer_index, {bytes.data(), bytes.size()});
        break;
      }
      case FrequencyMeasure::lines:
        ++sums[customer_index].counted;
        break;
    }
  }

  /// Orders, days or lines, whatever frequency counts.
  [[nodiscard]] std::int64_t purchases(const Sums& of) const {
    return metrics.frequency == FrequencyMeasure::orders ? of.orders : of.counted;
  }
};

CustomerAggregator::CustomerAggregator(const MetricDefinitions& metrics)
    : state_(std::make_unique<State>(metrics)) {}
CustomerAggregator::~CustomerAggregator() = default;
CustomerAggregator::CustomerAggregator(CustomerAggregator&&) noexcept = default;
CustomerAggregator& CustomerAggregator::operator=(CustomerAggregator&&) noexcept = default;

void CustomerAggregator::add(const Transaction& transaction) {
  State& state = *state_;
  const bool same_order = !transaction.order_id.empty() &&
                          transaction.order_id == state.last_order &&
                          transaction.customer_id == state.last_customer;
  if (!same_order) {
    state.last_index = state.customer(transaction.customer_id, transaction.time);
    state.last_order = transaction.order_id;
    state.last_customer = transaction.customer_id;
    if (transaction.order_id.empty()) {
      ++state.sums[state.last_index].orders;
    } else {
      state.add_order(state.last_index, transaction.order_id);
    }
  }
  Sums& sums = state.sums[state.last_index];
  sums.first_purchase = std::min(sums.first_purchase, transaction.time);
  sums.last_purchase = std::max(sums.last_purchase, transaction.time);
  sums.revenue += transaction.amount;
  sums.items += Amount::from(transaction.quantity);
  state.count(state.last_index, transaction.time);
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
    const std::uint32_t index = mine.customer(id, from.first_purchase);
    new_index[old_index] = index;
    Sums& to = mine.sums[index];
    to.first_purchase = std::min(to.first_purchase, from.first_purchase);
    to.last_purchase = std::max(to.last_purchase, from.last_purchase);
    to.revenue += from.revenue;
    to.items += from.items;
    if (mine.metrics.frequency == FrequencyMeasure::lines) to.counted += from.counted;
  }
  theirs.orders.for_each([&](std::uint32_t customer, std::string_view order_id) {
    ++orders_with_id[customer];
    mine.add_order(new_index[customer], order_id);
  });
  // Orders without an id are only counted.
  for (std::size_t i = 0; i < theirs.sums.size(); ++i) {
    mine.sums[new_index[i]].orders += theirs.sums[i].orders - orders_with_id[i];
  }
  theirs.days.for_each([&](std::uint32_t customer, std::string_view day) {
    mine.add_day(new_index[customer], day);
  });
  theirs = State(mine.metrics);
}

std::optional<Timestamp> CustomerAggregator::last_purchase() const {
  const auto& sums = state_->sums;
  if (sums.empty()) return std::nullopt;
  return std::ranges::max_element(sums, {}, &Sums::last_purchase)->last_purchase;
}

std::optional<Timestamp> CustomerAggregator::first_purchase() const {
  const auto& sums = state_->sums;
  if (sums.empty()) return std::nullopt;
  return std::ranges::min_element(sums, {}, &Sums::first_purchase)->first_purchase;
}

std::uint64_t CustomerAggregator::orders() const {
  std::uint64_t orders = 0;
  for (const Sums& sums : state_->sums) orders += static_cast<std::uint64_t>(sums.orders);
  return orders;
}

CustomerTable CustomerAggregator::table(Timestamp as_of) const {
  CustomerTable table;
  const MetricDefinitions& metrics = state_->metrics;
  const bool mean = metrics.monetary == MonetaryMeasure::mean;
  table.customers.reserve(state_->sums.size());
  for (const auto& [id, index] : state_->index) {
    const Sums& sums = state_->sums[index];
    const auto since = std::chrono::floor<std::chrono::days>(as_of - sums.last_purchase);
    const std::int64_t purchases = state_->purchases(sums);
    table.customers.push_back(
        {id, sums.first_purchase, sums.last_purchase, since.count(),
         purchases - (metrics.minus_first ? 1 : 0),
         mean ? Quantile{sums.revenue.units(), purchases}.to_amount() : sums.revenue, sums.items});
    if (mean) table.revenues.push_back(sums.revenue);
  }
  sort_by_id(table);
  return table;
}

Timestamp default_as_of(Timestamp last_purchase) {
  return start_of_day(last_purchase) + std::chrono::days(1);
}

}  // namespace rfmseg
