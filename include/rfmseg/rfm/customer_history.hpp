#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/load/transaction.hpp"

namespace rfmseg {

/// One order of a customer in brief: a purchase, or a cancellation that is subtracted.
struct CustomerOrder {
  std::string id;    ///< empty for rows without an order id
  Timestamp time{};  ///< of its first row
  std::int64_t lines = 0;
  Amount items;
  Amount amount;
};

/// What happened to the rows of one customer. The order in which they are added does not matter.
class CustomerHistory {
 public:
  explicit CustomerHistory(std::string customer_id) : customer_id_(std::move(customer_id)) {}

  /// Counts the row in, kept or not, if it is this customer's.
  void add(const Transaction& transaction, RowReason reason);
  void merge(CustomerHistory&& other);

  /// The customer's orders, by time, then by id. Rows without an order id are an order each.
  [[nodiscard]] std::vector<CustomerOrder> orders() const;
  /// The reasons of the customer's rows.
  [[nodiscard]] const Ledger& ledger() const { return ledger_; }

 private:
  std::string customer_id_;
  std::map<std::string, CustomerOrder, std::less<>> orders_;
  std::vector<CustomerOrder> without_id_;
  Ledger ledger_;
};

}  // namespace rfmseg
