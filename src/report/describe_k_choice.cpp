#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/number_text.hpp"
#include "rfmseg/report/k_choice_report.hpp"

namespace rfmseg {
namespace {

using Kind = RowColumn::Kind;

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
  return "the gap first comes within a standard error of the next";
}

/// A figure of each number of clusters, as a column.
struct FigureColumn {
  std::string title;
  std::string name;  ///< in files
  int decimals;
  std::optional<KCriterion> criterion;  ///< that has a favourite among them
  std::optional<double> (*figure)(const KCandidate& candidate);
};

std::vector<FigureColumn> figure_columns(const KChoice& choice) {
  std::vector<FigureColumn> columns = {
      {"Inertia", "inertia", 4, KCriterion::elbow,
       [](const KCandidate& c) { return std::optional(c.quality.inertia); }},
      {"Silhouette", "silhouette", 4, KCriterion::silhouette,
       [](const KCandidate& c) { return c.quality.silhouette; }},
      {"Calinski-H.", "calinski_harabasz", 2, KCriterion::calinski_harabasz,
       [](const KCandidate& c) { return c.quality.calinski_harabasz; }},
      {"Davies-B.", "davies_bouldin", 4, KCriterion::davies_bouldin,
       [](const KCandidate& c) { return c.quality.davies_bouldin; }},
      {"Gap", "gap", 4, KCriterion::gap,
       [](const KCandidate& c) { return c.gap ? std::optional(c.gap->gap) : std::nullopt; }},
      {"Error", "gap_error", 4, std::nullopt,
       [](const KCandidate& c) { return c.gap ? std::optional(c.gap->error) : std::nullopt; }},
  };
  if (choice.search.resamples > 0) {
    columns.push_back({"Stability", "stability", 4, std::nullopt, [](const KCandidate& c) {
                         return std::optional(c.stability->mean_adjusted_rand);
                       }});
  }
  return columns;
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
std::string reason_for_k(const KChoice& choice) {
  const KSearch& search = choice.search;
  std::string text = fmt::format("k = {} of {} to {}: ", choice.k, search.least, search.most);
  if (choice.favourite(search.by)) {
    text += fmt::format("there {}", reason_at(search.by));
  } else {
    text += fmt::format("by {} none stands out, ", to_string(search.by));
    text += choice.favourite(KCriterion::silhouette)
                ? fmt::format("and there {}", reason_at(KCriterion::silhouette))
                : "and it is the least";
  }
  return text + fmt::format(". By the other criteria (--k-by): {}.", others_text(choice));
}

}  // namespace

Document describe(const KChoice& choice) {
  Document document;
  std::string text = reason_for_k(choice);
  text +=
      fmt::format(" Each criterion's k is starred. The gap is to {} references without clusters",
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
  document.push_back(Paragraph{std::move(text)});

  const std::vector<FigureColumn> columns = figure_columns(choice);
  Table table{{{"k"}}, {}};
  for (const FigureColumn& column : columns) table.columns.push_back({column.title});
  for (const KCandidate& candidate : choice.candidates) {
    Table::Row row{{std::to_string(candidate.k)}};
    for (const FigureColumn& column : columns) {
      const std::optional<double> figure = column.figure(candidate);
      const bool favourite = column.criterion && choice.favourite(*column.criterion) == candidate.k;
      row.cells.push_back((favourite ? "*" : "") +
                          (figure ? mean_text(*figure, column.decimals) : "-"));
    }
    row.emphasised = candidate.k == choice.k;
    table.rows.push_back(std::move(row));
  }
  document.push_back(std::move(table));
  return document;
}

void write_k_choice(const KChoice& choice, RowWriter& rows) {
  const std::vector<FigureColumn> figures = figure_columns(choice);
  std::vector<RowColumn> columns = {{"k", Kind::number}};
  for (const FigureColumn& figure : figures) columns.push_back({figure.name, Kind::number});
  columns.push_back({"favourite_of", Kind::text});
  rows.begin(columns);
  for (const KCandidate& candidate : choice.candidates) {
    std::vector<std::string> cells = {std::to_string(candidate.k)};
    for (const FigureColumn& figure : figures) {
      const std::optional<double> value = figure.figure(candidate);
      cells.push_back(value ? fmt::format("{}", *value) : "");
    }
    std::string& favourite_of = cells.emplace_back();
    for (const KCriterion criterion : kKCriteria) {
      if (choice.favourite(criterion) != candidate.k) continue;
      favourite_of += favourite_of.empty() ? "" : " ";
      favourite_of += to_string(criterion);
    }
    rows.row(cells);
  }
  rows.end();
}

}  // namespace rfmseg
