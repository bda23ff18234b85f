#pragma once

#include <string>
#include <vector>

#include "rfmseg/sql/query.hpp"
#include "sql/dialect.hpp"

namespace rfmseg::sql {

/// A sum of the rows of an order.
struct OrderSum {
  std::string name;
  std::string of_rows;  ///< of the rows in `cleaned`
  std::string joined;   ///< MIN, MAX or SUM: makes one sum of those of several days
};

/// The sums from which customers are computed.
[[nodiscard]] std::vector<OrderSum> order_sums(const SqlQuery& query, const Dialect& dialect);

/// The condition that a row in `cleaned` is part of the sums.
[[nodiscard]] std::string is_summed(const SqlQuery& query, const Dialect& dialect);

/// The condition that a row in `cleaned` is a sale.
[[nodiscard]] std::string is_sale(const Dialect& dialect);

}  // namespace rfmseg::sql
