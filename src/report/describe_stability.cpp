#include <fmt/core.h>

#include "report/number_text.hpp"
#include "report/tables/clustering_tables.hpp"
#include "rfmseg/report/k_choice_report.hpp"

namespace rfmseg {

Document describe(const Stability& stability, const std::vector<std::string>& names) {
  std::string text = fmt::format(
      "Stability over {} bootstrap resamples of {}: mean adjusted Rand index {:.4f}. Jaccard is "
      "the "
      "average overlap of a cluster with its best match in each resample; at one half or less the "
      "cluster is dissolved there. Unstable clusters, with one half or less on average",
      count_text(stability.resamples),
      counted(static_cast<std::int64_t>(stability.points), "customer"),
      stability.mean_adjusted_rand);
  std::vector<std::string> dissolving;
  for (std::size_t c = 0; c < stability.clusters.size(); ++c) {
    if (!stability.clusters[c].dissolves()) continue;
    dissolving.push_back(fmt::format("{} ({})", c + 1, names[c]));
  }
  text += dissolving.empty() ? ": none." : fmt::format(": {}.", enumerated(dissolving));
  return {Paragraph{std::move(text)}, people_table(stability_table(stability))};
}

}  // namespace rfmseg
