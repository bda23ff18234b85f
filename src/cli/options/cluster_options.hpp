#pragma once

#include "cli/command.hpp"
#include "rfmseg/cluster/clustering.hpp"

namespace rfmseg::cli {

struct ClusterOptions {
  ClusteringOptions clustering = {.or_fewer = true};  ///< exactly k only when it is given
  bool choose_k = false;                              ///< `--k auto`
  KSearch search;                                     ///< how k is chosen then
};

[[nodiscard]] Options declare_clusters(ClusterOptions& options);

/// Throws UsageError for options that do not go together.
[[nodiscard]] ClusteringOptions clustering_options(const ClusterOptions& options,
                                                   const Invocation& invocation, unsigned threads);

}  // namespace rfmseg::cli
