#pragma once

#include <string>
#include <vector>

#include "cluster/feature_matrix.hpp"
#include "cluster/features.hpp"

namespace rfmseg {

/// Of each cluster what sets it apart from all customers: `recent, very frequent, high spend`. A
/// feature whose mean in the cluster lies half a standard deviation of all or more from the mean of
/// all is named, and `very` so from one and a half; of many the three furthest. `average` where
/// none does. `options` made the points; `centroids` as in KMeansResult.
[[nodiscard]] std::vector<std::string> cluster_names(const FeatureMatrix& points,
                                                     const FeatureOptions& options,
                                                     const std::vector<double>& centroids);

}  // namespace rfmseg
