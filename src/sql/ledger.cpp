#include "rfmseg/clean/ledger.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "sql/steps.hpp"

namespace rfmseg::sql {
namespace {

/// Rows and amounts of one reason.
std::string ledger_part(std::string_view reason, std::string_view rows, std::string_view amount,
                        std::string_view from, std::string_view group) {
  return fmt::format("    SELECT {} AS reason, {} AS number_of_rows, {} AS amount\n    FROM {}{}",
                     reason, rows, amount, from, group);
}

}  // namespace

void add_ledger(Statement& statement, const SqlQuery& query, const Dialect& dialect) {
  const auto key = [&](RowReason reason) { return dialect.literal(reason_key(reason)); };
  // Money of another currency is not part of any sum; an amount that cannot be read is none.
  const std::string amount = fmt::format(
      "SUM(CASE WHEN reason = {} OR amount IS NULL OR ABS(amount) > {} THEN 0 ELSE "
      "amount END)",
      key(RowReason::other_currency), kLargestAmount);
  if (!subtracts_returns(query)) {
    statement.add("ledger", "All rows and their amount, by reason.",
                  fmt::format("  SELECT reason, COUNT(*) AS number_of_rows, {} AS amount\n"
                              "  FROM cleaned\n  GROUP BY reason",
                              amount));
    return;
  }
  const std::string counted =
      fmt::format("{}, {}, {}", key(RowReason::kept), key(RowReason::subtracted),
                  key(RowReason::subtracted_return));
  const std::string parts = fmt::format(
      "{}\n    UNION ALL\n{}\n    UNION ALL\n{}\n    UNION ALL\n{}",
      ledger_part("reason", "COUNT(*)", amount, "cleaned",
                  fmt::format("\n    WHERE reason NOT IN ({})\n    GROUP BY reason", counted)),
      ledger_part(fmt::format("CASE WHEN customer_state = 1 THEN CASE WHEN refunded = 1 THEN {} "
                              "ELSE {} END ELSE {} END",
                              key(RowReason::refunded_order), key(RowReason::kept),
                              key(RowReason::no_net_spend)),
                  "lines", "sales", "judged", "\n    WHERE lines > 0"),
      ledger_part(
          fmt::format("CASE customer_state WHEN 0 THEN {} WHEN 1 THEN CASE WHEN refunded = 1 "
                      "THEN {} ELSE {} END ELSE {} END",
                      key(RowReason::cancellation), key(RowReason::refunded_order),
                      key(RowReason::subtracted), key(RowReason::no_net_spend)),
          "cancellation_lines", "cancellations", "judged", "\n    WHERE cancellation_lines > 0"),
      ledger_part(
          fmt::format("CASE customer_state WHEN 0 THEN {} WHEN 1 THEN CASE WHEN refunded = 1 "
                      "THEN {} ELSE {} END ELSE {} END",
                      key(RowReason::returned), key(RowReason::refunded_order),
                      key(RowReason::subtracted_return), key(RowReason::no_net_spend)),
          "return_lines - cancellation_lines", "revenue - sales - cancellations", "judged",
          "\n    WHERE return_lines > cancellation_lines"));
  statement.add(
      "judged",
      "The orders with the state of their customer: 0 without a purchase, 1 a customer, 2 "
      "without net spend.",
      "  SELECT orders.*,\n"
      "    CASE WHEN totals.sale_lines = 0 THEN 0\n"
      "         WHEN totals.orders > 0 AND totals.revenue > 0 THEN 1 ELSE 2 END AS "
      "customer_state\n"
      "  FROM orders\n"
      "  JOIN totals ON totals.customer_id = orders.customer_id");
  statement.add(
      "ledger", "All rows and their amount, by reason.",
      fmt::format("  SELECT reason, SUM(number_of_rows) AS number_of_rows, SUM(amount) AS amount\n"
                  "  FROM (\n{}\n  ) AS parts\n  GROUP BY reason",
                  parts));
}

}  // namespace rfmseg::sql
