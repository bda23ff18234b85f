#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/report/analysis.hpp"

namespace rfmseg::figures {

/// What the best customers bring together.
struct Concentration {
  struct Part {
    std::size_t customers = 0;
    Amount revenue;
  };
  std::vector<Part> best;          ///< best[p]: p percent of the customers, rounded up; 0 to 100
  std::size_t half_customers = 0;  ///< the best who bring half of the revenue
};

/// Nothing where a share of the best says nothing: customers are few, or bring nothing.
[[nodiscard]] std::optional<Concentration> concentration(const CustomerTable& table);

/// Of each segment of the analysis the `count` customers who bring most, equals in the order of the
/// table.
[[nodiscard]] std::vector<std::vector<std::size_t>> top_customers(const Analysis& analysis,
                                                                  std::size_t count);

/// Keeps the `count` of these customers who bring most, in the same order.
void keep_best(const CustomerTable& table, std::vector<std::size_t>& customers, std::size_t count);

}  // namespace rfmseg::figures
