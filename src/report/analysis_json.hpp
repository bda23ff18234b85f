#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "report/json_number.hpp"
#include "rfmseg/report/analysis.hpp"

namespace rfmseg {

// The parts of analysis.json that several of its sections share.

using Json = nlohmann::ordered_json;

[[nodiscard]] inline Json five_numbers_json(const FiveNumbers& numbers) {
  return {{"min", json_number(numbers.minimum)},
          {"lower_quartile", json_number(numbers.lower_quartile)},
          {"median", json_number(numbers.median)},
          {"upper_quartile", json_number(numbers.upper_quartile)},
          {"max", json_number(numbers.maximum)}};
}

template <class Group>
[[nodiscard]] Json group_json(const Group& group, double customers, double revenue) {
  return {{"customers", group.customers},
          {"customer_share", static_cast<double>(group.customers) / customers},
          {"recency_mean", group.mean_recency},
          {"frequency_mean", group.mean_frequency},
          {"monetary_mean", group.mean_monetary()},
          {"revenue", json_number(group.revenue)},
          {"revenue_share", revenue == 0 ? 0.0 : group.revenue.to_double() / revenue}};
}

template <class Group>
[[nodiscard]] Json group_json(const Group& group, const Analysis& analysis) {
  return group_json(group, static_cast<double>(analysis.table.size()),
                    analysis.revenue().to_double());
}

/// Null when no model was applied.
[[nodiscard]] Json model_json(const std::optional<AppliedModel>& model);
[[nodiscard]] Json clustering_json(const Analysis& analysis);
[[nodiscard]] Json tiers_json(const Analysis& analysis);

}  // namespace rfmseg
