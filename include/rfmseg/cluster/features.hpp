#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "rfmseg/rfm/customer_table.hpp"

namespace rfmseg {

/// Points to cluster: `columns` features of `rows` points, stored column by column.
struct FeatureMatrix {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<double> values;  ///< rows x columns, column-major

  [[nodiscard]] std::span<const double> column(std::size_t index) const {
    return std::span(values).subspan(index * rows, rows);
  }
};

/// What turned a raw value x into a feature: (log1p(x) - mean) / deviation.
struct FeatureScaling {
  std::vector<std::string> names;
  std::vector<double> mean;
  std::vector<double> deviation;  ///< population standard deviation; 1 for a constant feature
};

struct Features {
  FeatureMatrix matrix;
  FeatureScaling scaling;
};

/// recency, frequency and monetary of every customer: log1p, then z-score with the population
/// standard deviation. Throws DataError that names the customer for a value of -1 or less, whose
/// logarithm does not exist, and when there are no customers.
[[nodiscard]] Features rfm_features(const CustomerTable& table);

}  // namespace rfmseg
