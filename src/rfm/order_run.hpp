#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "load/transaction.hpp"
#include "words.hpp"

namespace rfmseg {

/// The sum of consecutive rows of one order. The rows of an order usually are consecutive, so that
/// its customer is looked up once.
struct OrderRun {
  NotedText customer;
  NotedText order;    ///< empty if the row has no order id: such a run has one row
  std::string group;  ///< that of the last transaction; of several at that time, the least
  Timestamp first = Timestamp::max(), last = Timestamp::min();
  std::int64_t lines = 0;
  Amount revenue;
  Amount items;

  /// Whether the transaction belongs to the run.
  [[nodiscard]] bool continues(const Transaction& transaction) const {
    return !transaction.order_id.empty() && order.is(transaction.order_id) &&
           customer.is(transaction.customer_id);
  }
  /// Makes this an empty run of the transaction's order.
  void start(const Transaction& transaction) {
    customer.note(transaction.customer_id);
    order.note(transaction.order_id);
    group.clear();
    first = Timestamp::max();
    last = Timestamp::min();
    lines = 0;
    revenue = items = Amount{};
  }
  void add(const Transaction& transaction) {
    first = std::min(first, transaction.time);
    last = std::max(last, transaction.time);
    lines += transaction.lines;
    revenue += transaction.amount;
    items += Amount::from(transaction.quantity);
  }
  /// Sets the group; must precede add().
  void set_group(const Transaction& transaction) {
    const bool first_at_its_time = transaction.time > last;
    if (first_at_its_time || (transaction.time == last && transaction.group < group)) {
      group = transaction.group;
    }
  }
};

}  // namespace rfmseg
