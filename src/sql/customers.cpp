#include <fmt/format.h>

#include <string>
#include <string_view>

#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/rfm/metric_definitions.hpp"
#include "setting_format.hpp"
#include "sql/order_sums.hpp"
#include "sql/steps.hpp"

namespace rfmseg::sql {
namespace {

/// Writes the steps from cleaned rows to customers.
class CustomerSteps {
 public:
  CustomerSteps(const SqlQuery& query, const Dialect& dialect)
      : query_(query),
        metrics_(query.scheme.metrics),
        dialect_(dialect),
        net_(subtracts_returns(query)),
        rows_(query.incremental ? "daily" : "cleaned") {}

  void add(Statement& statement) const {
    if (net_) {
      statement.add("order_sums",
                    "Sales and returns of each order of each customer. Rows without an order id "
                    "are orders of one row.",
                    sums_of_orders());
      statement.add("orders", "An order that sums to nothing or less is not a purchase.",
                    "  SELECT order_sums.*,\n    CASE WHEN order_id IS NOT NULL AND lines > 0 AND "
                    "return_lines > 0 AND revenue <= 0 THEN 1 ELSE 0 END AS refunded\n"
                    "  FROM order_sums");
      statement.add("totals", "What each customer bought and returned.", net_totals());
    } else {
      statement.add("orders",
                    "The orders of each customer. Rows without an order id are orders of one row.",
                    sums_of_orders());
      statement.add("totals", "What each customer bought.", totals());
    }
    if (counts_days()) {
      statement.add("days", "The days on which each customer bought.", days());
    }
    if (!query_.rules.as_of) {
      statement.add("dates", "The day after the last sale, from which recency is measured.",
                    as_of_date());
    }
    statement.add("customers",
                  net_ ? "Customers who bought more than they returned." : "The customers.",
                  customers());
  }

 private:
  [[nodiscard]] bool counts_days() const { return metrics_.frequency == FrequencyMeasure::days; }

  [[nodiscard]] std::string sums_of_orders() const {
    Columns columns;
    columns.add("customer_id");
    columns.add("order_id");
    for (const OrderSum& sum : order_sums(query_, dialect_)) {
      columns.add(query_.incremental ? fmt::format("{}({})", sum.joined, sum.name) : sum.of_rows,
                  sum.name);
    }
    return fmt::format(
        "  SELECT\n{}\n  FROM {}\n  WHERE {}\n  GROUP BY customer_id, order_id", columns.text(),
        rows_, query_.incremental ? "customer_id IS NOT NULL" : is_summed(query_, dialect_));
  }

  [[nodiscard]] std::string totals() const {
    return "  SELECT customer_id,\n"
           "    MIN(first_sale) AS first_purchase, MAX(last_sale) AS last_purchase,\n"
           "    SUM(CASE WHEN order_id IS NULL THEN lines ELSE 1 END) AS orders,\n"
           "    SUM(lines) AS lines, SUM(items) AS items, SUM(revenue) AS revenue\n"
           "  FROM orders\n"
           "  GROUP BY customer_id" +
           all_columns(
               "SUM(CASE WHEN order_id IS NULL THEN lines ELSE 1 END) > 0 AND SUM(lines) > 0 AND "
               "SUM(items) > 0 AND SUM(revenue) > 0 AND MIN(first_sale) <= MAX(last_sale)");
  }

  /// A condition that is always true, so that every use of the step needs the same columns and the
  /// database computes it once.
  [[nodiscard]] std::string all_columns(const std::string& condition) const {
    return dialect_.repeats_steps ? "\n  HAVING " + condition : "";
  }

  [[nodiscard]] std::string net_totals() const {
    return "  SELECT customer_id,\n"
           "    MIN(CASE WHEN refunded = 0 THEN first_sale END) AS first_purchase,\n"
           "    MAX(CASE WHEN refunded = 0 THEN last_sale END) AS last_purchase,\n"
           "    SUM(CASE WHEN refunded = 1 OR lines = 0 THEN 0\n"
           "             WHEN order_id IS NULL THEN lines ELSE 1 END) AS orders,\n"
           "    SUM(CASE WHEN refunded = 0 THEN lines ELSE 0 END) AS lines,\n"
           "    SUM(CASE WHEN refunded = 0 THEN items ELSE 0 END) AS items,\n"
           "    SUM(revenue) AS revenue,\n"
           "    SUM(lines) AS sale_lines, MAX(last_sale) AS last_sale,\n"
           "    MAX(last_return) AS last_return\n"
           "  FROM orders\n"
           "  GROUP BY customer_id" +
           all_columns(
               "SUM(CASE WHEN refunded = 1 OR lines = 0 THEN 0 WHEN order_id IS NULL THEN lines "
               "ELSE 1 END) >= 0 AND "
               "SUM(lines) >= 0 AND SUM(items) >= 0 AND SUM(ABS(revenue)) >= 0 AND "
               "SUM(refunded) >= 0 AND COALESCE(MIN(first_sale), MAX(last_sale), "
               "MAX(last_return)) IS NOT NULL");
  }

  [[nodiscard]] std::string days() const {
    const std::string day =
        query_.incremental ? "daily.day" : fill(dialect_.date_of, std::string("cleaned.sold_at"));
    const std::string counted = fmt::format("COUNT(DISTINCT {}) AS days", day);
    const std::string sale = query_.incremental ? "daily.lines > 0" : is_sale(dialect_);
    if (!net_) {
      return fmt::format("  SELECT customer_id, {}\n  FROM {}\n  WHERE {}\n  GROUP BY customer_id",
                         counted, rows_, sale);
    }
    return fmt::format(
        "  SELECT {0}.customer_id, {1}\n"
        "  FROM {0}\n"
        "  LEFT JOIN orders ON orders.customer_id = {0}.customer_id\n"
        "    AND orders.order_id = {0}.order_id AND orders.refunded = 1\n"
        "  WHERE {2} AND orders.customer_id IS NULL\n"
        "  GROUP BY {0}.customer_id",
        rows_, counted, sale);
  }

  [[nodiscard]] std::string as_of_date() const {
    std::string last = net_ ? "SELECT MAX(last_sale) AS sold_at FROM totals WHERE sale_lines > 0\n"
                              "    UNION ALL\n"
                              "    SELECT MAX(last_return) FROM totals WHERE sale_lines > 0"
                            : "SELECT MAX(last_purchase) AS sold_at FROM totals";
    if (!query_.rules.countries.empty()) {
      last += "\n    UNION ALL\n    " +
              (query_.incremental
                   ? std::string("SELECT MAX(last_sale) FROM daily WHERE customer_id IS NULL")
                   : fmt::format("SELECT MAX(sold_at) FROM cleaned WHERE reason = {}",
                                 dialect_.literal(reason_key(RowReason::other_country))));
    }
    return fmt::format("  SELECT {} AS as_of\n  FROM (\n    {}\n  ) AS last_rows",
                       fill(dialect_.next_midnight, std::string("MAX(sold_at)")), last);
  }

  /// The column that frequency counts: `orders`, `days` or `lines`.
  [[nodiscard]] std::string purchases() const { return std::string(to_string(metrics_.frequency)); }

  [[nodiscard]] std::string as_of() const {
    if (!query_.rules.as_of) return "dates.as_of";
    std::string text = to_string(*query_.rules.as_of);
    text.replace(text.find('T'), 1, " ");
    return fill(dialect_.timestamp_literal, dialect_.literal(text));
  }

  [[nodiscard]] std::string monetary(const std::string& revenue) const {
    if (metrics_.monetary == MonetaryMeasure::sum) return revenue;
    if (dialect_.mean.empty()) {
      throw UsageError(
          fmt::format("{} {}: {} cannot divide amounts exactly (hint: {} with the "
                      "monetary measure sum)",
                      Setting::scheme, query_.scheme.name, dialect_.title, Setting::scheme));
    }
    return fill(dialect_.mean, revenue, purchases());
  }

  [[nodiscard]] std::string customers() const {
    const std::string sum_type = fill(dialect_.decimal_type, kSumDigits, kSumScale);
    const std::string revenue = fmt::format("CAST(revenue AS {})", sum_type);
    const std::string frequency = fmt::format("CAST({} AS {})", purchases(), dialect_.integer_type);
    Columns columns;
    columns.add("totals.customer_id", "customer_id");
    columns.add("first_purchase");
    columns.add("last_purchase");
    columns.add(fmt::format("CAST({} AS {})",
                            fill(dialect_.whole_days, std::string("last_purchase"), as_of()),
                            dialect_.integer_type),
                "recency");
    columns.add(metrics_.minus_first ? frequency + " - 1" : frequency, "frequency");
    columns.add(monetary(revenue), "monetary");
    columns.add(
        fmt::format("CAST(items AS {})", fill(dialect_.decimal_type, kSumDigits, kNumberScale)),
        "items");
    if (query_.stage == SqlStage::clusters) {
      columns.add(revenue, "revenue");
      columns.add(fmt::format("CAST(orders AS {})", dialect_.integer_type), "orders");
      columns.add(fmt::format("CAST({} AS {})",
                              fill(dialect_.whole_days, std::string("first_purchase"), as_of()),
                              dialect_.integer_type),
                  "tenure");
    }
    std::string from = "totals";
    if (counts_days()) from += "\n  JOIN days ON days.customer_id = totals.customer_id";
    if (!query_.rules.as_of) from += "\n  CROSS JOIN dates";
    return fmt::format("  SELECT\n{}\n  FROM {}{}", columns.text(), from,
                       net_ ? "\n  WHERE orders > 0 AND revenue > 0" : "");
  }

  const SqlQuery& query_;
  const MetricDefinitions& metrics_;
  const Dialect& dialect_;
  bool net_;
  std::string_view rows_;  ///< the step that orders are made of
};

}  // namespace

void add_customers(Statement& statement, const SqlQuery& query, const Dialect& dialect) {
  CustomerSteps(query, dialect).add(statement);
}

}  // namespace rfmseg::sql
