#include "report/tables/clustering_tables.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rfmseg {
namespace {

using Kind = ResultTable::Kind;

/// The criteria whose favourite it is: `elbow gap`.
std::string favourite_of(const KChoice& choice, const KCandidate& candidate) {
  std::string text;
  for (const KCriterion criterion : kKCriteria) {
    if (choice.favourite(criterion) != candidate.k) continue;
    text += text.empty() ? "" : " ";
    text += to_string(criterion);
  }
  return text;
}

}  // namespace

ResultTable k_choice_table(const KChoice& choice) {
  const std::vector<KCandidate>& candidates = choice.candidates;
  ResultTable table(candidates.size());
  const auto row_of = [&](int k) { return static_cast<std::size_t>(k - candidates.front().k); };
  const auto star = [&](KCriterion criterion) {
    if (const auto k = choice.favourite(criterion)) table.columns.back().starred = row_of(*k);
  };
  table.add({"k", "k", Kind::count}, candidates, &KCandidate::k);
  table.add({"inertia", "Inertia", Kind::figure}, candidates,
            [](const KCandidate& c) { return c.quality.inertia; });
  star(KCriterion::elbow);
  table.add({"silhouette", "Silhouette", Kind::figure}, candidates,
            [](const KCandidate& c) { return c.quality.silhouette; });
  star(KCriterion::silhouette);
  table.add({"silhouette_customers", "", Kind::count, kInJson}, candidates,
            [](const KCandidate& c) { return c.quality.silhouette_points; });
  table.add({"calinski_harabasz", "Calinski-H.", Kind::figure, kEverywhere, 2}, candidates,
            [](const KCandidate& c) { return c.quality.calinski_harabasz; });
  star(KCriterion::calinski_harabasz);
  table.add({"davies_bouldin", "Davies-B.", Kind::figure}, candidates,
            [](const KCandidate& c) { return c.quality.davies_bouldin; });
  star(KCriterion::davies_bouldin);
  table.add({"gap", "Gap", Kind::figure}, candidates,
            [](const KCandidate& c) { return c.gap ? std::optional(c.gap->gap) : std::nullopt; });
  star(KCriterion::gap);
  table.add({"gap_error", "Error", Kind::figure}, candidates,
            [](const KCandidate& c) { return c.gap ? std::optional(c.gap->error) : std::nullopt; });
  const bool resampled = choice.search.resamples > 0;
  table.add({"stability", "Stability", Kind::figure, resampled ? kEverywhere : kInJson}, candidates,
            [](const KCandidate& c) {
              return c.stability ? std::optional(c.stability->mean_adjusted_rand) : std::nullopt;
            });
  table.add({"favourite_of", "", Kind::text, kInRows}, candidates,
            [&](const KCandidate& c) { return favourite_of(choice, c); });
  table.rows[row_of(choice.k)].emphasised = true;
  return table;
}

ResultTable stability_table(const Stability& stability) {
  using Cluster = Stability::Cluster;
  const std::vector<Cluster>& clusters = stability.clusters;
  ResultTable table(clusters.size());
  table.add({"cluster", "Cluster", Kind::ordinal}, [](std::size_t c) { return c + 1; });
  table.add({"jaccard_mean", "Jaccard", Kind::figure}, clusters, &Cluster::mean_jaccard);
  table.add({"dissolutions", "Dissolved in", Kind::count}, clusters, &Cluster::dissolutions);
  table.add({"dissolves", "", Kind::text, kInJson}, clusters, &Cluster::dissolves);
  return table;
}

}  // namespace rfmseg
