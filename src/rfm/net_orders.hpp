#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rfm/order_run.hpp"
#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {

/// The rows of refunded orders of one customer.
struct Refund {
  std::int64_t orders = 0;
  Ledger::Entry sales;
  ReturnRows returns;
};

/// What a customer has bought in orders that were not refunded.
struct RemainingOrders {
  Timestamp first = Timestamp::max(), last = Timestamp::min();
  std::int64_t lines = 0;
  Amount items;
  std::int64_t days = 0;  ///< distinct, if they are counted
};

/// Sums sales and returns by order, where returns are subtracted: an order that sums to nothing or
/// less is not a purchase. Rows without an order id are never refunded. Memory grows with orders.
class NetOrders {
 public:
  /// `count_days`: whether RemainingOrders::days are counted.
  explicit NetOrders(bool count_days) : count_days_(count_days) {}

  void add(std::uint32_t customer, const OrderRun& run);
  void add_return(std::uint32_t customer, std::string_view order, const ReturnRows& row);
  /// Adds all orders of `other`, whose customer i is `number[i]` here.
  void merge(NetOrders&& other, const std::vector<std::uint32_t>& number);

  using Refunds = absl::flat_hash_map<std::uint32_t, Refund>;
  using Remaining = absl::flat_hash_map<std::uint32_t, RemainingOrders>;
  /// The customers with refunded orders, and what remains of these customers.
  [[nodiscard]] std::pair<Refunds, Remaining> refunds() const;

 private:
  struct Order {
    Timestamp first = Timestamp::max(), last = Timestamp::min();
    Amount items;
    Ledger::Entry sales;
    ReturnRows returns;
    std::vector<std::int32_t> days;

    Order& operator+=(const Order& more);
  };
  using Key = std::pair<std::uint32_t, std::string>;

  static bool is_refunded(const Key& key, const Order& order);

  bool count_days_;
  absl::flat_hash_map<Key, Order> orders_;
};

}  // namespace rfmseg
