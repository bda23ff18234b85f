#pragma once

#include <string>
#include <string_view>

#include "rfmseg/sql/query.hpp"
#include "sql/dialect.hpp"
#include "sql/statement.hpp"

/// The steps of a query, in their order. Each adds what is named after it, and reads what is named
/// before.
namespace rfmseg::sql {

/// The decimals of a quantity or price. With 12 digits before them, products and sums fit the 38
/// digits that most databases have.
inline constexpr int kNumberScale = 6;
/// The digits of a sum of amounts, and those of them that are decimals.
inline constexpr int kSumDigits = 25;
inline constexpr int kSumScale = 2 * kNumberScale;

/// The largest magnitude of a line amount (kLargestLineAmount).
inline constexpr std::string_view kLargestAmount = "1000000000000";

/// Whether returns are subtracted.
[[nodiscard]] bool subtracts_returns(const SqlQuery& query);

/// `cleaned`: customer_id, order_id, sold_at, quantity, amount and the reason of every row; of days
/// from the expression `first_day` on, unless it is empty.
void add_rows(Statement& statement, const SqlQuery& query, const Dialect& dialect,
              std::string_view first_day = {});
// The queries of its steps:
[[nodiscard]] std::string source_step(const SqlQuery& query, const Dialect& dialect,
                                      std::string_view first_day);
[[nodiscard]] std::string parsed_step(const SqlQuery& query, const Dialect& dialect);
[[nodiscard]] std::string priced_step(const SqlQuery& query, const Dialect& dialect);
[[nodiscard]] std::string cleaned_step(const SqlQuery& query, const Dialect& dialect,
                                       std::string_view first_day);

/// `customers`: what `rfm` writes, and what features of clusters need. Reads `cleaned`, or `daily`
/// in an incremental query.
void add_customers(Statement& statement, const SqlQuery& query, const Dialect& dialect);

/// `scored`: with r_score, f_score and m_score.
void add_scores(Statement& statement, const Scoring& scoring, const Dialect& dialect);

/// `segmented`: with rfm_score, segment and segment_key.
void add_segments(Statement& statement, const Scheme& scheme, const Dialect& dialect);

/// `assigned`: with cluster, value_tier, cluster_distance and outside.
void add_clusters(Statement& statement, const SqlQuery& query, const Dialect& dialect);

/// `ledger`: reason, rows and amount.
void add_ledger(Statement& statement, const SqlQuery& query, const Dialect& dialect);

}  // namespace rfmseg::sql
