#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/rfm/transaction_summary.hpp"

namespace rfmseg {

/// The revenue of each customer, identified by index, by month.
class MonthSums {
 public:
  void add_purchase(std::uint32_t customer, Timestamp time, Amount amount) {
    add({customer, month_number(time)}, {amount, true});
  }
  /// `amount` is negative.
  void add_return(std::uint32_t customer, Timestamp time, Amount amount) {
    add({customer, month_number(time)}, {amount, false});
  }
  /// Adds the sums of `other`, whose customer i has the index `number[i]` here.
  void merge(const MonthSums& others, const std::vector<std::uint32_t>& number);

  /// All months from the first to the last with sales of the given customers.
  [[nodiscard]] std::vector<MonthActivity> activity(
      const std::function<bool(std::uint32_t customer)>& is_customer) const;

 private:
  /// Months since January of the year 0.
  struct CustomerMonth {
    std::uint32_t customer = 0;
    std::int32_t month = 0;
    friend bool operator==(const CustomerMonth&, const CustomerMonth&) = default;
    template <class Hash>
    // NOLINTNEXTLINE(readability-identifier-naming): the name that abseil looks for
    friend Hash AbslHashValue(Hash hash, const CustomerMonth& of) {
      return Hash::combine(std::move(hash), of.customer, of.month);
    }
  };
  struct Sums {
    Amount revenue;
    bool bought = false;
  };

  static std::int32_t month_number(Timestamp time);
  void add(const CustomerMonth& of, const Sums& more);

  absl::flat_hash_map<CustomerMonth, Sums> sums_;
};

}  // namespace rfmseg
