#include "rfmseg/rfm/purchase_log.hpp"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <string>

#include "load/transaction.hpp"
#include "rfm/customer_totals.hpp"

namespace rfmseg {
namespace {

/// What an order brought, if returns are subtracted.
struct OrderSum {
  Amount amount;
  bool bought = false;
  bool returned = false;

  [[nodiscard]] bool is_refunded() const { return bought && returned && amount <= Amount{}; }
};

/// The number of an order as an id for CustomerTotals.
std::string order_text(std::uint32_t order) {
  if (order == Purchase::kNoOrder) return {};
  std::string text(sizeof order, '\0');
  std::memcpy(text.data(), &order, sizeof order);
  return text;
}

/// Appends what counts of one customer's purchases, which are until the as-of date.
void append_counted(std::span<const Purchase> purchases, std::string_view id,
                    PurchaseLog& counted) {
  absl::flat_hash_map<std::uint32_t, OrderSum> orders;
  if (counted.subtracts_returns) {
    for (const Purchase& one : purchases) {
      OrderSum& order = orders[one.order];
      order.amount += one.amount;
      (one.is_purchase() ? order.bought : order.returned) = true;
    }
  }
  const auto is_refunded = [&](const Purchase& one) {
    return counted.subtracts_returns && one.order != Purchase::kNoOrder &&
           orders[one.order].is_refunded();
  };
  Amount spend, revenue;
  bool bought = false;
  for (const Purchase& one : purchases) {
    spend += one.amount;
    if (one.is_purchase()) revenue += one.amount;
    bought = bought || (one.is_purchase() && !is_refunded(one));
  }
  const bool free = counted.zero_amounts && revenue == Amount{};
  if (!bought || (spend <= Amount{} && !free)) return;
  const auto number = static_cast<std::uint32_t>(counted.customers.size());
  counted.customers.push_back(id);
  for (Purchase one : purchases) {
    if (is_refunded(one)) one.reason = RowReason::refunded_order;
    one.customer = number;
    counted.purchases.push_back(one);
  }
}

/// The purchases that are not after `as_of`.
std::span<const Purchase> until(std::span<const Purchase> purchases, Timestamp as_of) {
  const auto end = std::ranges::upper_bound(purchases, as_of, {}, &Purchase::time);
  return purchases.first(static_cast<std::size_t>(end - purchases.begin()));
}

}  // namespace

std::span<const Purchase> PurchaseLog::of(std::size_t customer) const {
  // Not std::ranges::equal_range(): clang 14 does not compile what it returns.
  const auto customer_of = [](const Purchase& one) { return std::size_t{one.customer}; };
  return {std::ranges::lower_bound(purchases, customer, {}, customer_of),
          std::ranges::upper_bound(purchases, customer, {}, customer_of)};
}

PurchaseLog counted_purchases(const PurchaseLog& log, Timestamp as_of) {
  PurchaseLog counted;
  counted.subtracts_returns = log.subtracts_returns;
  counted.zero_amounts = log.zero_amounts;
  counted.countries = log.countries;
  auto returned = log.dropped_returns.begin();
  for (auto first = log.purchases.begin(); first != log.purchases.end();) {
    const auto last = std::find_if(first, log.purchases.end(), [&](const Purchase& one) {
      return one.customer != first->customer;
    });
    const std::size_t before = counted.customers.size();
    append_counted(until({first, last}, as_of), log.customers[first->customer], counted);
    for (; returned != log.dropped_returns.end() && returned->customer <= first->customer;
         ++returned) {
      const bool is_own = returned->customer == first->customer;
      if (!is_own || counted.customers.size() == before || returned->time > as_of) continue;
      counted.dropped_returns.push_back(*returned);
      counted.dropped_returns.back().customer = counted.purchases.back().customer;
    }
    first = last;
  }
  return counted;
}

struct PurchaseReplay::State {
  const PurchaseLog& log;
  AggregatorOptions options;
  std::vector<std::uint32_t> by_time;  ///< indices of purchases
  std::size_t next = 0;                ///< in `by_time`: the first that is not in the totals
  CustomerTotals totals;
  OrderRun run;  ///< buffer

  State(const PurchaseLog& of, const MetricDefinitions& metrics)
      : log(of),
        options{
            .metrics = metrics, .refunds = of.subtracts_returns, .zero_amounts = of.zero_amounts},
        totals(options) {
    by_time.resize(log.purchases.size());
    std::iota(by_time.begin(), by_time.end(), 0U);
    std::ranges::stable_sort(by_time, {},
                             [&](std::uint32_t purchase) { return log.purchases[purchase].time; });
  }

  void add(const Purchase& one) {
    const std::string_view customer = log.customers[one.customer];
    if (one.is_purchase()) {
      run.customer.note(customer);
      run.order.note(order_text(one.order));
      run.first = run.last = one.time;
      run.lines = one.lines;
      run.revenue = one.amount;
      run.items = one.items;
      totals.add(std::span(&run, 1));
      return;
    }
    const std::string order = order_text(one.order);
    Transaction transaction;
    transaction.customer_id = customer;
    transaction.order_id = order;
    transaction.time = one.time;
    transaction.amount = one.amount;
    totals.add_return(transaction, one.reason);
  }
};

PurchaseReplay::PurchaseReplay(const PurchaseLog& log, const MetricDefinitions& metrics)
    : state_(std::make_unique<State>(log, metrics)) {}

PurchaseReplay::~PurchaseReplay() = default;

CustomerTable PurchaseReplay::table(Timestamp as_of, unsigned threads) {
  State& state = *state_;
  if (state.options.refunds) {
    // Totals with settled refunds cannot be added to.
    state.totals = CustomerTotals(state.options);
    state.next = 0;
  }
  for (; state.next < state.by_time.size(); ++state.next) {
    const Purchase& one = state.log.purchases[state.by_time[state.next]];
    if (one.time > as_of) break;
    state.add(one);
  }
  if (state.options.refunds) state.totals.settle_refunds();
  return state.totals.table(as_of, threads);
}

}  // namespace rfmseg
