#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/option.hpp"
#include "rfmseg/cluster/clustering.hpp"

namespace rfmseg::cli {

struct ClusterOptions {
  std::string k;  ///< a number or auto; none: the library's default, or fewer if it must be
  std::string k_range = "2:10";
  std::string k_by = "silhouette";
  int starts = 20;
  std::uint64_t seed = 42;
  std::vector<std::string> features = {"recency", "frequency", "monetary"};
  std::string transform = "log1p";
  std::string scaling = "z-score";
  double winsorize = 0;
  int stability = 0;
};

[[nodiscard]] Options declare_clusters(ClusterOptions& options);

[[nodiscard]] ClusteringOptions clustering_options(const ClusterOptions& options, unsigned threads);

}  // namespace rfmseg::cli
