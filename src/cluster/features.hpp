#pragma once

#include <vector>

#include "cluster/feature_matrix.hpp"
#include "rfmseg/cluster/feature_options.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/scores.hpp"

namespace rfmseg {

struct Features {
  FeatureMatrix matrix;
  std::vector<FeatureScale> scales;  ///< of each column of the matrix
};

/// The features of every customer; `scores`, parallel to them, for the transform that takes these.
/// Throws DataError that names the customer for a value of -1 or less where the transform has none,
/// when there are no customers, and for what the table does not have; UsageError as
/// check_features().
[[nodiscard]] Features customer_features(const CustomerTable& table,
                                         const FeatureOptions& options = {},
                                         const Scores* scores = nullptr);

/// The features of other customers by scales that were found before, with the same options, of a
/// transform that can be kept. Throws DataError as customer_features().
[[nodiscard]] FeatureMatrix scaled_features(const CustomerTable& table,
                                            const FeatureOptions& options,
                                            const std::vector<FeatureScale>& scales);

}  // namespace rfmseg
