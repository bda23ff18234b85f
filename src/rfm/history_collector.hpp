#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "load/transaction.hpp"
#include "rfmseg/rfm/transaction_summary.hpp"

namespace rfmseg {

/// Collects the rows of one customer. The order of the rows does not matter.
class HistoryCollector {
 public:
  explicit HistoryCollector(std::string customer_id) : customer_id_(std::move(customer_id)) {}

  /// Adds a kept or dropped row if it is of this customer.
  void add(const Transaction& transaction, RowReason reason);
  void merge(HistoryCollector&& other);

  [[nodiscard]] CustomerHistory history() const;

 private:
  std::string customer_id_;
  std::map<std::string, CustomerOrder, std::less<>> orders_;
  std::vector<CustomerOrder> without_id_;
  Ledger ledger_;
};

}  // namespace rfmseg
