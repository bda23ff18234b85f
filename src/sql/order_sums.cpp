#include "sql/order_sums.hpp"

#include <fmt/format.h>

#include "rfmseg/clean/ledger.hpp"
#include "sql/steps.hpp"

namespace rfmseg::sql {

std::string is_sale(const Dialect& dialect) {
  return fmt::format("reason = {}", dialect.literal(reason_key(RowReason::kept)));
}

std::string is_summed(const SqlQuery& query, const Dialect& dialect) {
  if (!subtracts_returns(query)) return is_sale(dialect);
  return fmt::format("reason IN ({}, {}, {})", dialect.literal(reason_key(RowReason::kept)),
                     dialect.literal(reason_key(RowReason::subtracted)),
                     dialect.literal(reason_key(RowReason::subtracted_return)));
}

std::vector<OrderSum> order_sums(const SqlQuery& query, const Dialect& dialect) {
  if (!subtracts_returns(query)) {
    return {{"first_sale", "MIN(sold_at)", "MIN"},
            {"last_sale", "MAX(sold_at)", "MAX"},
            {"lines", "COUNT(*)", "SUM"},
            {"items", "SUM(quantity)", "SUM"},
            {"revenue", "SUM(amount)", "SUM"}};
  }
  const std::string sale = is_sale(dialect);
  const auto of_sales = [&](const char* value) {
    return fmt::format("CASE WHEN {} THEN {} END", sale, value);
  };
  std::vector<OrderSum> sums = {
      {"first_sale", fmt::format("MIN({})", of_sales("sold_at")), "MIN"},
      {"last_sale", fmt::format("MAX({})", of_sales("sold_at")), "MAX"},
      {"last_return", fmt::format("MAX(CASE WHEN NOT {} THEN sold_at END)", sale), "MAX"},
      {"lines", fmt::format("SUM(CASE WHEN {} THEN 1 ELSE 0 END)", sale), "SUM"},
      {"return_lines", fmt::format("SUM(CASE WHEN {} THEN 0 ELSE 1 END)", sale), "SUM"},
      {"items", fmt::format("SUM(CASE WHEN {} THEN quantity ELSE 0 END)", sale), "SUM"},
      {"revenue", "SUM(amount)", "SUM"}};
  if (query.stage == SqlStage::ledger) {
    const std::string cancellation =
        fmt::format("reason = {}", dialect.literal(reason_key(RowReason::subtracted)));
    sums.push_back({"sales", fmt::format("SUM(CASE WHEN {} THEN amount ELSE 0 END)", sale), "SUM"});
    sums.push_back({"cancellation_lines",
                    fmt::format("SUM(CASE WHEN {} THEN 1 ELSE 0 END)", cancellation), "SUM"});
    sums.push_back({"cancellations",
                    fmt::format("SUM(CASE WHEN {} THEN amount ELSE 0 END)", cancellation), "SUM"});
  }
  return sums;
}

}  // namespace rfmseg::sql
