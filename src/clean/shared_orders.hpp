#pragma once

#include <cstdint>
#include <memory>

#include "load/transaction.hpp"
#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {

/// What the orders of one file look like, in memory that grows with orders and not with rows.
class OrderPrints {
 public:
  OrderPrints();
  ~OrderPrints();
  OrderPrints(const OrderPrints&) = delete;
  OrderPrints& operator=(const OrderPrints&) = delete;

  /// Counts the row in as one of its order; where there are no order ids, rows of one customer at
  /// one time are an order.
  void add(const Transaction& row);
  /// Adds the rows that `other` has seen. The order in which rows were added does not matter.
  void merge(OrderPrints&& other);

 private:
  friend class SharedOrders;
  struct State;
  std::unique_ptr<State> state_;
};

/// Tells what files have in common, as two exports do whose periods overlap.
class SharedOrders {
 public:
  SharedOrders();
  ~SharedOrders();
  SharedOrders(const SharedOrders&) = delete;
  SharedOrders& operator=(const SharedOrders&) = delete;

  /// The rows of those orders of the file that an earlier file holds, too, with just the same rows
  /// (date, customer, quantity, price, stock code and country), and what they are worth.
  Ledger::Entry add_file(const OrderPrints& file);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rfmseg
