#include "inspect/purchase_counts.hpp"

#include <xxhash.h>

#include <algorithm>

namespace rfmseg {

void PurchaseCounts::add(const Transaction& transaction) {
  ++rows_;
  first_ = first_ ? std::min(*first_, transaction.time) : transaction.time;
  last_ = last_ ? std::max(*last_, transaction.time) : transaction.time;
  const std::uint64_t customer =
      XXH3_64bits(transaction.customer_id.data(), transaction.customer_id.size());
  // A row without an order id is an order.
  const std::uint64_t order = transaction.order_id.empty()
                                  ? XXH3_64bits_withSeed(&rows_, sizeof rows_, customer)
                                  : XXH3_64bits_withSeed(transaction.order_id.data(),
                                                         transaction.order_id.size(), customer);
  if (const auto known = customers_.find(customer); known != customers_.end()) {
    if (known->second.first_order != order) known->second.has_several = true;
  } else if (customers_.size() < kMost) {
    customers_.emplace(customer, Customer{order});
  } else {
    more_customers_ = true;
  }
  if (orders_.size() < kMost) {
    orders_.insert(order);
  } else {
    more_orders_ = more_orders_ || !orders_.contains(order);
  }
}

void PurchaseCounts::write_to(InspectedTransactions& found) const {
  found.first = first_;
  found.last = last_;
  found.orders = {orders_.size(), more_orders_};
  found.customers = {customers_.size(), more_customers_};
  found.customers_with_one_order = static_cast<std::uint64_t>(
      std::ranges::count_if(customers_, [](const auto& one) { return !one.second.has_several; }));
}

}  // namespace rfmseg
