#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rfmseg/cluster/clustering.hpp"

namespace rfmseg {

/// Computes Clustering::feature_means for labels from 0 to k-1.
[[nodiscard]] std::vector<double> feature_means(const CustomerTable& table,
                                                const FeatureOptions& options, const Scores* scores,
                                                const std::vector<std::int32_t>& label,
                                                std::size_t k);

}  // namespace rfmseg
