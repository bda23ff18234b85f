#include "rfmseg/rfm/scores.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "sql/steps.hpp"

namespace rfmseg::sql {
namespace {

/// One metric, and the steps that score it.
class MetricSteps {
 public:
  MetricSteps(std::string metric, const MetricScoring& scoring, Better better,
              const Dialect& dialect)
      : metric_(std::move(metric)), scoring_(scoring), better_(better), dialect_(dialect) {
    if (scoring.method == ScoreMethod::natural) {
      throw UsageError(
          fmt::format("the scheme scores {} by natural breaks, which a query cannot compute (hint: "
                      "{} with the cuts of a fit)",
                      metric_, Setting::model));
    }
  }

  [[nodiscard]] const std::string& name() const { return metric_; }
  /// Whether the edges are computed by the query.
  [[nodiscard]] bool has_edges() const {
    return scoring_.method == ScoreMethod::quantile || is_crowd_possible();
  }
  [[nodiscard]] bool has_place() const {
    return scoring_.method == ScoreMethod::rank || scoring_.method == ScoreMethod::ntile;
  }

  /// Whether the query counts the customers by value.
  [[nodiscard]] bool has_values() const { return has_edges() || has_place(); }

  void add_values(Statement& statement) const {
    statement.add(
        metric_ + "_values",
        fmt::format("The values of {}, and how many customers have no higher one.", metric_),
        fmt::format("  SELECT {0} AS value, COUNT(*) AS customers_with_it,\n"
                    "    SUM(COUNT(*)) OVER (ORDER BY {0}) AS up_to,\n"
                    "    SUM(COUNT(*)) OVER () AS all_customers\n"
                    "  FROM customers\n"
                    "  GROUP BY {0}",
                    metric_));
    if (!has_edges()) return;
    statement.add(metric_ + "_neighbours",
                  fmt::format("The values on both sides of each edge. The edges are type-7 "
                              "quantiles: of n values in order, the edge i of {} is at the place "
                              "1 + (n - 1) * i / {}.",
                              bins(), bins()),
                  neighbours());
    statement.add(metric_ + "_edges",
                  fmt::format("The edges times {}, which makes them exact.", bins()), edges());
  }

  /// The place of each customer, by value and then id.
  void add_place(Columns& columns) const {
    columns.add(fmt::format("{0}_values.up_to - {0}_values.customers_with_it + ROW_NUMBER() OVER "
                            "(PARTITION BY {0} ORDER BY id_number, {1})",
                            metric_, fill(dialect_.order_by_bytes, std::string("customer_id"))),
                metric_ + "_place");
  }

  [[nodiscard]] std::string score() const {
    switch (scoring_.method) {
      case ScoreMethod::cuts:
        return by_cuts();
      case ScoreMethod::quantile:
        return by_quantile();
      case ScoreMethod::rank:
      case ScoreMethod::ntile:
        break;
      case ScoreMethod::natural:
        return {};
    }
    std::string by_place = scoring_.method == ScoreMethod::rank ? by_rank() : by_ntile();
    if (!is_crowd_possible()) return by_place;
    return fmt::format("CASE WHEN {}_is_crowded THEN {} ELSE {} END", metric_, by_quantile(),
                       by_place);
  }

 private:
  [[nodiscard]] int bins() const {
    return scoring_.method == ScoreMethod::cuts ? static_cast<int>(scoring_.cuts.size()) + 1
                                                : scoring_.bins;
  }
  [[nodiscard]] bool is_crowd_possible() const { return scoring_.keep_crowd && has_place(); }
  [[nodiscard]] bool drops_edges() const {
    return scoring_.method == ScoreMethod::quantile && scoring_.drop_equal_edges;
  }
  [[nodiscard]] std::string_view above() const {
    const bool left =
        scoring_.closed == ClosedSide::left &&
        (scoring_.method == ScoreMethod::quantile || scoring_.method == ScoreMethod::cuts);
    return left ? ">=" : ">";
  }
  [[nodiscard]] int score_of_bin(int bin) const {
    return better_ == Better::lower ? bins() + 1 - bin : bin;
  }

  /// A small number that multiplies decimals without losing digits.
  [[nodiscard]] std::string factor(const std::string& number) const {
    return fmt::format("CAST({} AS {})", number, fill(dialect_.decimal_type, 3, 0));
  }

  [[nodiscard]] std::string neighbours() const {
    Columns columns;
    columns.add("MAX(all_customers)", "n");
    columns.add("MIN(value)", "least");
    columns.add("MAX(value)", "most");
    columns.add("MAX(customers_with_it)", "largest_group");
    for (int i = 1; i < bins(); ++i) {
      columns.add(fmt::format("MIN(CASE WHEN up_to * {} > (all_customers - 1) * {} THEN value END)",
                              bins(), i),
                  fmt::format("below_{}", i));
      columns.add(
          fmt::format("MIN(CASE WHEN (up_to - 1) * {} > (all_customers - 1) * {} THEN value END)",
                      bins(), i),
          fmt::format("above_{}", i));
    }
    return fmt::format("  SELECT\n{}\n  FROM {}_values", columns.text(), metric_);
  }

  [[nodiscard]] std::string edge(int i) const {
    return fmt::format("below_{0} * {1} + (COALESCE(above_{0}, below_{0}) - below_{0}) * {2}", i,
                       factor(std::to_string(bins())),
                       factor(fmt::format("MOD((n - 1) * {}, {})", i, bins())));
  }

  /// An edge that does not coincide with the least or largest value, or the edge before; else NULL.
  [[nodiscard]] std::string kept_edge(int i) const {
    const std::string number = factor(std::to_string(bins()));
    const std::string before = i == 1 ? fmt::format("least * {}", number) : edge(i - 1);
    return fmt::format("CASE WHEN {0} > {1} AND {0} < most * {2} THEN {0} END", edge(i), before,
                       number);
  }

  [[nodiscard]] std::string edges() const {
    Columns columns;
    for (int i = 1; i < bins(); ++i) {
      std::string value = drops_edges() ? kept_edge(i) : edge(i);
      if (scoring_.method == ScoreMethod::quantile && scoring_.offset != Amount{}) {
        value += fmt::format(" + {} * {}", to_string(scoring_.offset), bins());
      }
      columns.add(value, fmt::format("{}_edge_{}", metric_, i));
    }
    if (is_crowd_possible()) {
      columns.add("5 * largest_group > 3 * n", metric_ + "_is_crowded");
    }
    return fmt::format("  SELECT\n{}\n  FROM {}_neighbours", columns.text(), metric_);
  }

  /// The score by conditions from the highest bin to the second.
  template <class Condition>
  [[nodiscard]] std::string ladder(Condition condition) const {
    std::vector<std::pair<std::string, std::string>> cases;
    for (int i = bins() - 1; i >= 1; --i) {
      cases.emplace_back(condition(i), std::to_string(score_of_bin(i + 1)));
    }
    return case_of(cases, std::to_string(score_of_bin(1)), 4);
  }

  [[nodiscard]] std::string by_quantile() const {
    const std::string value = fmt::format("{} * {}", metric_, factor(std::to_string(bins())));
    const auto is_above = [&](int i) {
      return fmt::format("{} {} {}_edge_{}", value, above(), metric_, i);
    };
    if (!drops_edges()) return ladder(is_above);
    std::vector<std::string> edges, passed;
    for (int i = 1; i < bins(); ++i) {
      edges.push_back(fmt::format("CASE WHEN {}_edge_{} IS NULL THEN 0 ELSE 1 END", metric_, i));
      passed.push_back(fmt::format("CASE WHEN {} THEN 1 ELSE 0 END", is_above(i)));
    }
    const std::string bin = fmt::format("{}", fmt::join(passed, "\n      + "));
    if (better_ == Better::higher) return "1 + " + bin;
    return fmt::format("1 + {}\n      - ({})", fmt::join(edges, "\n      + "), bin);
  }

  [[nodiscard]] std::string by_rank() const {
    return ladder([&](int i) {
      return fmt::format("({}_place - 1) * {} > (all_customers - 1) * {}", metric_, bins(), i);
    });
  }

  /// Of n customers in b bins, i (n div b) + min(i, n mod b) are in the first i.
  [[nodiscard]] std::string by_ntile() const {
    return ladder([&](int i) {
      const std::string rest = fmt::format("MOD(all_customers, {})", bins());
      return fmt::format("{}_place * {} > {} * (all_customers - {}) + {} * LEAST({}, {})", metric_,
                         bins(), i, rest, bins(), i, rest);
    });
  }

  [[nodiscard]] std::string by_cuts() const {
    return ladder([&](int i) {
      return fmt::format("{} {} {}", metric_, above(),
                         to_string(scoring_.cuts[static_cast<std::size_t>(i) - 1]));
    });
  }

  std::string metric_;
  const MetricScoring& scoring_;
  Better better_;
  const Dialect& dialect_;
};

/// Ids in the order that breaks ties: by number if all are integers.
void add_numbered_ids(Statement& statement, const Dialect& dialect) {
  const std::string integer =
      fill(dialect.matches, std::string("customer_id"), dialect.literal("^-?[0-9]{1,30}$"));
  statement.add("ids", "Whether all customer ids are integers, which are then compared as numbers.",
                fmt::format("  SELECT COUNT(*) AS all_customers,\n"
                            "    SUM(CASE WHEN {} THEN 0 ELSE 1 END) = 0 AS are_integers\n"
                            "  FROM customers",
                            integer));
  statement.add(
      "numbered", "",
      fmt::format("  SELECT customers.*, all_customers,\n"
                  "    CASE WHEN are_integers THEN CASE WHEN {} THEN CAST(customer_id AS {}) "
                  "END END AS id_number\n"
                  "  FROM customers\n"
                  "  CROSS JOIN ids",
                  integer, fill(dialect.decimal_type, 38, 0)));
}

}  // namespace

void add_scores(Statement& statement, const Scoring& scoring, const Dialect& dialect) {
  const MetricSteps metrics[] = {{"recency", scoring.recency, Better::lower, dialect},
                                 {"frequency", scoring.frequency, Better::higher, dialect},
                                 {"monetary", scoring.monetary, Better::higher, dialect}};
  std::string from = "customers";
  bool places = false;
  std::vector<std::string> edges;
  for (const MetricSteps& metric : metrics) {
    places = places || metric.has_place();
    if (metric.has_values()) metric.add_values(statement);
    if (metric.has_edges()) edges.push_back(metric.name() + "_edges");
  }
  if (places) {
    add_numbered_ids(statement, dialect);
    Columns columns;
    columns.add("numbered.*", "");
    std::string query = "numbered";
    for (const MetricSteps& metric : metrics) {
      if (!metric.has_place()) continue;
      metric.add_place(columns);
      query += fmt::format("\n  JOIN {0}_values ON {0}_values.value = numbered.{0}", metric.name());
    }
    statement.add("placed", "The place of each customer. Ids break ties.",
                  fmt::format("  SELECT\n{}\n  FROM {}", columns.text(), query));
    from = "placed";
  }
  Columns columns;
  columns.add(from + ".*", "");
  columns.add(metrics[0].score(), "r_score");
  columns.add(metrics[1].score(), "f_score");
  columns.add(metrics[2].score(), "m_score");
  std::string query = fmt::format("  SELECT\n{}\n  FROM {}", columns.text(), from);
  for (const std::string& step : edges) query += fmt::format("\n  CROSS JOIN {}", step);
  statement.add("scored", "The scores of each customer, from 1 (worst).", query);
}

}  // namespace rfmseg::sql
