#include <fmt/core.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/analysis_sections.hpp"
#include "report/html/sections.hpp"
#include "report/number_text.hpp"
#include "report/people_dates.hpp"
#include "rfmseg/version.hpp"

namespace rfmseg::html {
namespace {

Table::Row row(std::string name, std::string value) {
  return {{std::move(name), std::move(value)}};
}

std::string scoring_text(const Scoring& scoring) {
  const auto one = [](std::string_view name, const MetricScoring& metric) {
    return fmt::format("{} by {} in {} bins", name, to_string(metric.method), metric.bins);
  };
  return fmt::format("{}, {}, {}", one("recency", scoring.recency),
                     one("frequency", scoring.frequency), one("monetary", scoring.monetary));
}

PlainTable settings(const Analysis& analysis, const HtmlOptions& options) {
  Table table{{{"Setting", Align::left}, {"Value", Align::left}}, {}};
  auto& rows = table.rows;
  rows.push_back(row("Program", fmt::format("rfmseg {}", version())));
  if (!options.command.empty()) rows.push_back(row("Command", options.command));
  if (analysis.table.as_of) rows.push_back(row("As of", people_date(*analysis.table.as_of)));
  const Scheme& scheme = analysis.segmentation.scheme;
  rows.push_back(row("Scheme", scheme.name));
  if (analysis.transactions) {
    rows.push_back(row("Metrics", fmt::format("{}, {}", frequency_title(scheme.metrics),
                                              monetary_title(scheme.metrics))));
    for (const std::string& layout : describe_layouts(analysis.transactions->files)) {
      rows.push_back(row("Read as", layout));
    }
    const bool net = analysis.transactions->returns.has_value();
    rows.push_back(row("Returns", net ? "subtracted" : "dropped"));
  }
  const Scores& scores = analysis.segmentation.scores;
  // Groups may be scored by different methods.
  const bool one_scoring = analysis.segmentation.groups.empty();
  rows.push_back(row("Scoring", scoring_text(one_scoring ? Scoring{scores.recency.scoring,
                                                                   scores.frequency.scoring,
                                                                   scores.monetary.scoring}
                                                         : scheme.scoring)));
  if (!analysis.group_column.empty()) {
    rows.push_back(row("Scored within", analysis.group_column));
  }
  const Clustering& clustering = analysis.clustering;
  rows.push_back(row("Features", describe_features(clustering.features)));
  rows.push_back(
      row("k-means",
          fmt::format(
              "k = {}{}. {}: inertia {}, silhouette {}", clustering.options.k,
              clustering.choice ? " (chosen)" : "", origin_text(analysis),
              mean_text(clustering.quality.inertia, 4),
              clustering.quality.silhouette ? mean_text(*clustering.quality.silhouette, 4) : "-")));
  if (analysis.model) rows.push_back(row("Model", model_text(*analysis.model)));
  return {"Settings", "The same input and settings give the same page, byte by byte.",
          std::move(table)};
}

PlainTable inputs(const std::vector<SourceFile>& files) {
  Table table{{{"File", Align::left},
               {"Rows"},
               {"Encoding", Align::left},
               {"Dates as", Align::left},
               {"XXH3 of its text", Align::left}},
              {}};
  for (const SourceFile& file : files) {
    table.rows.push_back(
        {{file.name, count_text(static_cast<std::int64_t>(file.rows)),
          file.format.empty() ? file.encoding : file.format,
          file.zone.empty() ? file.date_format : file.date_format + ", " + file.zone,
          file.fingerprint.empty() ? "-" : file.fingerprint}});
  }
  return {"Input files", "The fingerprint of a plain file in UTF-8 is the output of xxhsum -H2.",
          std::move(table)};
}

}  // namespace

Section provenance_section(const Analysis& analysis, const HtmlOptions& options) {
  Section section{"How it was computed", {}, {}};
  section.tables.push_back(settings(analysis, options));
  if (analysis.transactions) section.tables.push_back(inputs(analysis.transactions->files));
  return section;
}

}  // namespace rfmseg::html
