#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "report/number_text.hpp"
#include "report/tables/clustering_tables.hpp"
#include "rfmseg/report/k_choice_report.hpp"

namespace rfmseg {
namespace {

std::string_view reason_at(KCriterion criterion) {
  switch (criterion) {
    case KCriterion::elbow:
      return "the inertia bends most";
    case KCriterion::silhouette:
      return "the silhouette is largest";
    case KCriterion::calinski_harabasz:
      return "Calinski-Harabasz is largest";
    case KCriterion::davies_bouldin:
      return "Davies-Bouldin is smallest";
    case KCriterion::gap:
      break;
  }
  return "the gap is first within one standard error of the next";
}

std::string others_text(const KChoice& choice) {
  std::string text;
  for (const KCriterion criterion : kKCriteria) {
    if (criterion == choice.search.by) continue;
    const std::optional<int> k = choice.favourite(criterion);
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", to_string(criterion),
                        k ? std::to_string(*k) : "none");
  }
  return text;
}

/// Which number of clusters was chosen and why, and what else could have been.
std::string reason_for_k(const KChoice& choice, const SettingNames& names) {
  const KSearch& search = choice.search;
  std::string text = fmt::format("k = {} (tried {} to {}): ", choice.k, search.least, search.most);
  if (choice.favourite(search.by)) {
    text += fmt::format("there {}", reason_at(search.by));
  } else {
    text += fmt::format("no k stands out by {}, ", to_string(search.by));
    text += choice.favourite(KCriterion::silhouette)
                ? fmt::format("but there {}", reason_at(KCriterion::silhouette))
                : "so the smallest is used";
  }
  return text + fmt::format(". Other criteria ({}) choose: {}.", names(Setting::k_criterion),
                            others_text(choice));
}

}  // namespace

Document describe(const KChoice& choice, const SettingNames& names) {
  std::string text = reason_for_k(choice, names);
  text += fmt::format(
      " A star marks the k of each criterion. The gap compares with {} reference samples without "
      "clusters",
      choice.gap_references);
  const auto points = static_cast<std::int64_t>(choice.gap_points);
  std::size_t most = 0;  // none for a single cluster
  for (const KCandidate& candidate : choice.candidates) {
    most = std::max(most, candidate.quality.silhouette_points);
  }
  const auto silhouette_points = static_cast<std::int64_t>(most);
  text += fmt::format(", with {}; the silhouette is of {}.", counted(points, "customer"),
                      count_text(silhouette_points));
  if (choice.search.resamples > 0) {
    text += fmt::format(
        " Stability is the mean adjusted Rand index of the clusters and those of {} bootstrap "
        "resamples.",
        choice.search.resamples);
  }
  return {Paragraph{std::move(text)}, people_table(k_choice_table(choice))};
}

}  // namespace rfmseg
