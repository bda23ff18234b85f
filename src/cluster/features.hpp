#pragma once

#include <vector>

#include "cluster/feature_matrix.hpp"
#include "rfmseg/cluster/feature_options.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/scores.hpp"

namespace rfmseg {

struct Features {
  FeatureMatrix matrix;
  std::vector<FeatureScale> scales;  ///< parallel to the columns
};

/// The features of all customers. `scores`, parallel to the customers, are required by the
/// transform `score` only. Throws DataError if there are no customers or the table does not have a
/// feature, and, with the customer, for a value of -1 or less if the transform requires more;
/// UsageError as check_features() does.
[[nodiscard]] Features customer_features(const CustomerTable& table,
                                         const FeatureOptions& options = {},
                                         const Scores* scores = nullptr);

/// The features of other customers by the scales of a fit, with the same options; the transform
/// must be one that can_be_kept(). Throws DataError as customer_features() does.
[[nodiscard]] FeatureMatrix scaled_features(const CustomerTable& table,
                                            const FeatureOptions& options,
                                            const std::vector<FeatureScale>& scales);

}  // namespace rfmseg
