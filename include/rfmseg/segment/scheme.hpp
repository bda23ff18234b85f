#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/rfm/metric_definitions.hpp"
#include "rfmseg/rfm/scores.hpp"

namespace rfmseg {

/// Scores `low` to `high`, both included.
struct ScoreRange {
  int low = 1;
  int high = 1;
  [[nodiscard]] bool contains(int score) const { return low <= score && score <= high; }
};

/// One segment of a scheme: a customer whose scores keep all its bounds belongs to it.
struct SegmentRule {
  std::string name;
  ScoreRange recency, frequency, monetary;
  std::string color;           ///< `#rrggbb`
  std::string recommendation;  ///< one sentence: what to do about these customers

  std::optional<ScoreRange> twice_fm_mean{};  ///< bounds on frequency + monetary
  std::optional<ScoreRange> total{};          ///< bounds on recency + frequency + monetary
  std::vector<ScoreCell> codes{};             ///< where there are any: only these; ascending

  [[nodiscard]] bool contains(const ScoreCell& scores) const;
};

/// The most points a customer can have towards a value tier (see ValueTiers).
inline constexpr int kMostTierPoints = 9;

/// One value tier: total tier points up to `max_points`, and what to do about it.
struct TierRule {
  std::string name;
  int max_points = 0;
  std::string recommendation;
};

/// The most segments a scheme file may have.
inline constexpr std::size_t kMostSegments = 1000;

/// A segmentation scheme: how metrics are scored and what the scores are called.
struct Scheme {
  std::string name;
  std::string description;
  MetricDefinitions metrics;
  Scoring scoring;
  std::vector<SegmentRule> segments;  ///< the first that matches names the customer
  /// The segment of a customer that no rule matches; its ranges are empty. Without a name when the
  /// segments cover every score.
  SegmentRule unmatched;
  std::vector<TierRule> tiers;  ///< ascending by max_points; the last one's is kMostTierPoints
};

/// Reads a scheme file's text; the format is docs/schemes.md. Throws UsageError that names
/// `source`, the line and what is wrong: TOML errors, unknown or missing keys, scores outside the
/// bins, names that occur twice, score cells that no segment covers when no `unmatched` is given,
/// and segments that are never reached.
[[nodiscard]] Scheme parse_scheme(std::string_view toml, const std::string& source);

/// The scheme with fixed cuts for a metric. Throws UsageError, naming `option`, unless the cuts
/// ascend and make as many bins as the scheme has scores: its segments would mean something else.
void set_cuts(MetricScoring& scoring, std::vector<Amount> cuts, std::string_view option);

/// The preset of that name, or else the scheme in the file of that path. Throws UsageError that
/// lists the presets when there is neither.
[[nodiscard]] Scheme load_scheme(const std::string& name_or_path);

/// The text of that preset or file. Throws as load_scheme() does.
[[nodiscard]] std::string scheme_text(const std::string& name_or_path);

/// The names of the presets embedded in the library, in the order to list them.
[[nodiscard]] std::vector<std::string> preset_names();

}  // namespace rfmseg
