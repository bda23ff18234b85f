#pragma once

#include <cstdint>
#include <memory>

#include "load/transaction.hpp"
#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {

/// Hashes of the orders of one file. Memory grows with orders, not with rows.
class OrderPrints {
 public:
  OrderPrints();
  ~OrderPrints();
  OrderPrints(const OrderPrints&) = delete;
  OrderPrints& operator=(const OrderPrints&) = delete;

  /// Adds a row to its order. Without order ids, all rows of a customer with the same time are an
  /// order.
  void add(const Transaction& row);
  /// Adds the rows of `other`. The order in which rows are added does not matter.
  void merge(OrderPrints&& other);

 private:
  friend class SharedOrders;
  struct State;
  std::unique_ptr<State> state_;
};

/// Finds orders that several files contain, as exports of overlapping periods do.
class SharedOrders {
 public:
  SharedOrders();
  ~SharedOrders();
  SharedOrders(const SharedOrders&) = delete;
  SharedOrders& operator=(const SharedOrders&) = delete;

  /// The orders of a file that an earlier one contains.
  struct Shared {
    Ledger::Entry same;  ///< with exactly the same date, customer, quantity, price, stock code and
                         ///< country in all rows
    Ledger::Entry changed;  ///< with others
  };
  Shared add_file(const OrderPrints& file);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rfmseg
