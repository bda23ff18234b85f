#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/rfm/purchase_days.hpp"

namespace rfmseg {

/// The sales of each customer, identified by index, by day.
class DaySums {
 public:
  void add(std::uint32_t customer, std::chrono::local_days day, Amount amount) {
    sums_[{customer, day.time_since_epoch().count()}] += amount;
  }
  /// Adds the sums of `others`, whose customer i has the index `number[i]` here.
  void merge(DaySums&& others, const std::vector<std::uint32_t>& number);
  /// The days of each customer, ascending; empty for one without sales.
  [[nodiscard]] std::vector<std::vector<PurchaseDay>> by_customer(std::size_t customers) const;

 private:
  absl::flat_hash_map<std::pair<std::uint32_t, std::int32_t>, Amount> sums_;
};

}  // namespace rfmseg
