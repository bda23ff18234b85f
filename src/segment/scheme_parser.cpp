#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <optional>
#include <ranges>

#include "rfmseg/segment/scheme.hpp"
#include "segment/metric_scoring.hpp"
#include "segment/rule_bounds.hpp"
#include "segment/score_cells.hpp"
#include "text.hpp"
#include "toml_table.hpp"

namespace rfmseg {
namespace {

using Kind = TomlNode::Kind;

/// The default colours of segments, as in data/schemes/classic.toml.
constexpr std::array kPalette = {"#31916b", "#06aeff", "#7767b3", "#b634fc", "#e1a24a",
                                 "#e64d0a", "#7620c5", "#b10f0f", "#8a3273", "#9ba5ad"};
constexpr std::string_view kUnmatchedColor = "#808080";

/// In bytes. Names are headings, keys and labels of charts.
constexpr std::size_t kLongestName = 200;

/// Ensures that names are unique; stores their lines for the message.
class UniqueNames {
 public:
  std::string read(const TomlTable& table) {
    std::string name = table.text("name");
    const TomlNode& node = table.get("name");
    if (name.size() > kLongestName) {
      table.fail(node, fmt::format("the name has {} bytes, but at most {} are allowed", name.size(),
                                   kLongestName));
    }
    const auto [first, is_new] = lines_.emplace(name, node.line);
    if (!is_new)
      table.fail(node, fmt::format("duplicate name (first used in line {})", first->second));
    return name;
  }

 private:
  std::map<std::string, int> lines_;
};

std::string read_color(const TomlTable& table, std::string_view fallback) {
  std::string color = table.text_or("color", fallback);
  const bool valid = color.size() == 7 && color[0] == '#' &&
                     color.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
  if (!valid)
    table.fail(table.get("color"),
               fmt::format("color = \"{}\" is not of the form #rrggbb", printable(color)));
  return color;
}

std::string read_recommendation(const TomlTable& table) {
  return table.text_or("recommendation", "");
}

/// The one of `choices` that the table's `key` names; empty without the key.
template <class Choices, class Choice = std::ranges::range_value_t<Choices>>
std::optional<Choice> read_choice(const TomlTable& table, std::string_view key,
                                  const Choices& choices) {
  if (table.find(key) == nullptr) return std::nullopt;
  const std::string name = table.text(key);
  std::string names;
  for (const Choice choice : choices) {
    if (to_string(choice) == name) return choice;
    names += names.empty() ? "" : ", ";
    names += to_string(choice);
  }
  table.fail(table.get(key),
             fmt::format("unknown {0} '{1}' ({0}s: {2})", key, printable(name), names));
}

/// The table's `measure`, one of `measures`; default: the first.
template <class Measure>
Measure read_measure(const TomlTable& metric, std::initializer_list<Measure> measures) {
  return read_choice(metric, "measure", measures).value_or(*measures.begin());
}

void read_metrics(const TomlTable& document, Scheme& scheme) {
  const auto metrics = document.table("metrics");
  if (!metrics) return;
  metrics->allow_only({"recency", "frequency", "monetary"});
  if (const auto recency = metrics->table("recency")) {
    scheme.scoring.recency = read_metric_scoring(*recency, {});
  }
  if (const auto frequency = metrics->table("frequency")) {
    scheme.scoring.frequency = read_metric_scoring(*frequency, {"measure", "minus_first"});
    scheme.metrics.frequency = read_measure<FrequencyMeasure>(
        *frequency, {FrequencyMeasure::orders, FrequencyMeasure::days, FrequencyMeasure::lines});
    scheme.metrics.minus_first = frequency->flag("minus_first");
  }
  if (const auto monetary = metrics->table("monetary")) {
    scheme.scoring.monetary = read_metric_scoring(*monetary, {"measure"});
    scheme.metrics.monetary =
        read_measure<MonetaryMeasure>(*monetary, {MonetaryMeasure::sum, MonetaryMeasure::mean});
  }
}

SegmentRule read_segment(const TomlTable& segment, const Scoring& scoring, UniqueNames& names,
                         std::size_t number) {
  segment.allow_only({"name", "recency", "frequency", "monetary", "fm_mean", "total", "codes",
                      "color", "recommendation", "group"});
  SegmentRule rule;
  rule.name = names.read(segment);
  read_bounds(segment, scoring, rule);
  rule.color = read_color(segment, kPalette[number % kPalette.size()]);
  rule.recommendation = read_recommendation(segment);
  rule.group = read_choice(segment, "group", kSegmentGroups);
  return rule;
}

SegmentRule read_unmatched(const TomlTable& document, UniqueNames& names) {
  constexpr ScoreRange kNoScores{1, 0};
  SegmentRule rule{"", kNoScores, kNoScores, kNoScores, std::string(kUnmatchedColor), ""};
  if (const auto unmatched = document.table("unmatched")) {
    unmatched->allow_only({"name", "color", "recommendation", "group"});
    rule.name = names.read(*unmatched);
    rule.color = read_color(*unmatched, kUnmatchedColor);
    rule.recommendation = read_recommendation(*unmatched);
    rule.group = read_choice(*unmatched, "group", kSegmentGroups);
  }
  return rule;
}

std::vector<TierRule> read_tiers(const TomlTable& document) {
  const std::vector<TomlTable> tables = document.tables("tier");
  if (tables.empty()) return {{"Low", 2, ""}, {"Mid", 4, ""}, {"High", kMostTierPoints, ""}};
  std::vector<TierRule> tiers;
  UniqueNames names;
  for (const TomlTable& tier : tables) {
    tier.allow_only({"name", "max_points", "recommendation"});
    const std::string name = names.read(tier);
    const int max_points = tier.integer("max_points", 0, kMostTierPoints);
    if (!tiers.empty() && max_points <= tiers.back().max_points) {
      tier.fail(tier.get("max_points"),
                fmt::format("max_points = {} is not more than the {} of the tier before it",
                            max_points, tiers.back().max_points));
    }
    tiers.push_back({name, max_points, read_recommendation(tier)});
  }
  if (tiers.back().max_points != kMostTierPoints) {
    tables.back().fail(tables.back().get("max_points"),
                       fmt::format("the last tier must reach max_points = {}", kMostTierPoints));
  }
  return tiers;
}

void check_every_segment_reached(const ScoreCells& cells, const std::vector<TomlTable>& segments) {
  std::vector<bool> reached(segments.size() + 1);
  for (const std::uint16_t segment : cells.cells()) reached[segment] = true;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (reached[i]) continue;
    segments[i].fail("unreachable: the segments before it match all its scores");
  }
}

void check_every_cell_covered(const ScoreCells& cells, const Scheme& scheme,
                              const TomlTable& document) {
  constexpr int kShownCodes = 5;
  const Scoring& scoring = scheme.scoring;
  std::string codes;
  int gaps = 0;
  cells.for_each([&](const ScoreCell& cell, std::uint16_t segment) {
    if (segment < scheme.segments.size() || ++gaps > kShownCodes) return;
    codes += (codes.empty() ? "" : ", ") + score_code(cell, scoring);
  });
  if (gaps == 0) return;
  document.fail(
      fmt::format("no segment covers {} of the {} score codes: {}{} "
                  "(add segments, or [unmatched] for the rest)",
                  gaps, cells.cells().size(), codes, gaps > kShownCodes ? ", ..." : ""));
}

}  // namespace

Scheme parse_scheme(std::string_view toml, const std::string& source) {
  const TomlNode root = parse_toml(toml, source);
  const TomlTable document(root, source, "");
  document.allow_only({"name", "description", "metrics", "segment", "unmatched", "tier"});

  Scheme scheme;
  scheme.name = document.text("name");
  scheme.description = document.text_or("description", "");
  read_metrics(document, scheme);

  const std::vector<TomlTable> segments = document.tables("segment");
  if (segments.empty()) document.fail("no [[segment]] is defined");
  if (segments.size() > kMostSegments) {
    document.fail(fmt::format("{} segments are too many: at most {} are allowed", segments.size(),
                              kMostSegments));
  }
  UniqueNames names;
  for (const TomlTable& segment : segments) {
    scheme.segments.push_back(read_segment(segment, scheme.scoring, names, scheme.segments.size()));
  }
  scheme.unmatched = read_unmatched(document, names);
  scheme.tiers = read_tiers(document);

  const ScoreCells cells(scheme.segments, scheme.scoring);
  check_every_segment_reached(cells, segments);
  if (!document.find("unmatched")) check_every_cell_covered(cells, scheme, document);
  return scheme;
}

}  // namespace rfmseg
