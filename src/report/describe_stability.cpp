#include <fmt/core.h>

#include "report/number_text.hpp"
#include "report/tables/clustering_tables.hpp"
#include "rfmseg/report/k_choice_report.hpp"

namespace rfmseg {

Document describe(const Stability& stability, const std::vector<std::string>& names) {
  std::string text = fmt::format(
      "Stability: {} bootstrap resamples of {} find clusters whose mean adjusted Rand index with "
      "these is {:.4f}. Jaccard is the mean share that a cluster has in common with the most "
      "similar one of a resample, and a resample with one half or less has dissolved it. A cluster "
      "with one half or less on average is none",
      count_text(stability.resamples),
      counted(static_cast<std::int64_t>(stability.points), "customer"),
      stability.mean_adjusted_rand);
  std::vector<std::string> dissolving;
  for (std::size_t c = 0; c < stability.clusters.size(); ++c) {
    if (!stability.clusters[c].dissolves()) continue;
    dissolving.push_back(fmt::format("{} ({})", c + 1, names[c]));
  }
  text += dissolving.empty() ? ": no such cluster was found."
                             : fmt::format(": {}.", enumerated(dissolving));
  return {Paragraph{std::move(text)}, people_table(stability_table(stability))};
}

}  // namespace rfmseg
