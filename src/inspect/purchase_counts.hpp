#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <cstdint>
#include <optional>

#include "load/transaction.hpp"
#include "rfmseg/inspect/inspection.hpp"

namespace rfmseg {

/// Counts the orders and customers of kept rows, by hashes of their ids: of each up to kMost.
class PurchaseCounts {
 public:
  static constexpr std::size_t kMost = 5'000'000;

  void add(const Transaction& transaction);
  /// Sets what was counted.
  void write_to(InspectedTransactions& found) const;

 private:
  struct Customer {
    std::uint64_t first_order = 0;
    bool has_several = false;
  };

  std::optional<Timestamp> first_, last_;
  std::uint64_t rows_ = 0;
  absl::flat_hash_map<std::uint64_t, Customer> customers_;
  absl::flat_hash_set<std::uint64_t> orders_;
  bool more_customers_ = false;
  bool more_orders_ = false;
};

}  // namespace rfmseg
