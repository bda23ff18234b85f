#pragma once

/// \file
/// What is known of customers on a date, as numbers that predictions are made from.
///
///     rfmseg::MeasureOptions options = rfmseg::with_features({.threads = 4});
///     const rfmseg::Customers customers = rfmseg::measure_customers(files, options);
///     const rfmseg::CustomerFeatures known =
///         rfmseg::features_before(*customers.purchases, rfmseg::parse_day("2011-09-09"));

#include <optional>
#include <string>
#include <vector>

#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/rfm/columns.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/rfm/purchase_log.hpp"

namespace rfmseg {

/// A number that is known of every customer. docs/definitions.md defines each.
struct CustomerFeature {
  std::string name;  ///< `recency`, `country France`
  /// Never negative and usually skewed: linear models take the logarithm of 1 + the value.
  bool is_skewed = false;
  std::vector<double> values;  ///< parallel to the customers
};

/// Customers on a date.
struct CustomerFeatures {
  Timestamp as_of{};
  IdColumn ids;  ///< in the order of the log
  std::vector<CustomerFeature> features;
  /// The countries that are features: those with at least 1 % of the customers and ten of them,
  /// except the most common one; ten at most, most common first.
  std::vector<std::string> countries;
};

/// The options with everything that features need.
[[nodiscard]] MeasureOptions with_features(MeasureOptions options);

/// The customers that a table of `until` has, and what was known of them then: no purchase after it
/// has an effect. Times are measured from `as_of`. `countries`: those that are features, instead of
/// the common ones.
[[nodiscard]] CustomerFeatures features_until(
    const PurchaseLog& log, Timestamp until, Timestamp as_of,
    const std::optional<std::vector<std::string>>& countries = std::nullopt);

/// The same of the purchases before `as_of`: one at that very time is after it.
[[nodiscard]] CustomerFeatures features_before(const PurchaseLog& log, Timestamp as_of);

}  // namespace rfmseg
