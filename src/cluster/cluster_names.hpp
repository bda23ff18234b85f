#pragma once

#include <string>
#include <vector>

#include "cluster/feature_matrix.hpp"
#include "cluster/features.hpp"

namespace rfmseg {

/// A name for each cluster by its differences from all customers: `recent, very frequent, high
/// spend`. A feature is named if its mean in the cluster differs by at least half a standard
/// deviation from the mean of all; with `very` from one and a half; at most the three most
/// different ones. `average` if there are none. `options` are those of the points; `centroids` as
/// in KMeansResult.
[[nodiscard]] std::vector<std::string> cluster_names(const FeatureMatrix& points,
                                                     const FeatureOptions& options,
                                                     const std::vector<double>& centroids);

}  // namespace rfmseg
