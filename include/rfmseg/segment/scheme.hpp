#pragma once

/// \file
/// Segmentation schemes: how metrics are scored, and which scores form which segment. A scheme is a
/// preset of the library or a TOML file (docs/schemes.md).
///
///     rfmseg::Scheme scheme = rfmseg::load_scheme("classic");  // or load_scheme("my.toml")
///     for (const rfmseg::SegmentRule& rule : scheme.segments) {
///       std::cout << rule.name << ": " << rule.recommendation << '\n';
///     }

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/rfm/metric_definitions.hpp"
#include "rfmseg/rfm/scores.hpp"

namespace rfmseg {

/// The scores from `low` to `high`, both inclusive.
struct ScoreRange {
  int low = 1;
  int high = 1;
  [[nodiscard]] bool contains(int score) const { return low <= score && score <= high; }
};

/// What a shop does with the customers of a segment. Reports list segments by it.
enum class SegmentGroup : std::uint8_t { keep, win_back, grow, low_cost };
/// All groups, in the order of reports.
inline constexpr std::array kSegmentGroups = {SegmentGroup::keep, SegmentGroup::win_back,
                                              SegmentGroup::grow, SegmentGroup::low_cost};
/// The group as scheme files have it: `win-back`.
[[nodiscard]] std::string_view to_string(SegmentGroup group);

/// One segment of a scheme, and the bounds on the scores of its customers.
struct SegmentRule {
  std::string name;
  ScoreRange recency, frequency, monetary;
  std::string color;           ///< `#rrggbb`
  std::string recommendation;  ///< one sentence: what to do for these customers

  std::optional<ScoreRange> twice_fm_mean{};  ///< bounds on frequency + monetary score
  std::optional<ScoreRange> total{};          ///< bounds on the sum of all three scores
  std::vector<ScoreCell> codes{};             ///< unless empty: exactly these scores; ascending
  std::optional<SegmentGroup> group{};        ///< empty if the scheme does not group its segments

  /// Whether the scores are within all bounds; with `codes`, whether they are among these.
  [[nodiscard]] bool contains(const ScoreCell& scores) const;
};

/// The maximum of a customer's value points (see ValueTiers).
inline constexpr int kMostTierPoints = 9;

/// One value tier: customers with at most `max_points` value points, but more than in the tier
/// below.
struct TierRule {
  std::string name;
  int max_points = 0;
  std::string recommendation;  ///< one sentence: what to do for these customers
};

/// The maximum number of segments in a scheme file.
inline constexpr std::size_t kMostSegments = 1000;

/// A segmentation scheme.
struct Scheme {
  std::string name;
  std::string description;
  MetricDefinitions metrics;  ///< for MeasureOptions::metrics
  Scoring scoring;
  std::vector<SegmentRule> segments;  ///< the first that matches applies
  /// The segment of customers that match no rule; its ranges are empty. Has no name if the segments
  /// cover all scores.
  SegmentRule unmatched;
  std::vector<TierRule> tiers;  ///< ascending by max_points, up to kMostTierPoints
  /// Whether it is a preset of the library, so that its methods were not chosen for these data.
  bool preset = false;
};

/// Parses the text of a scheme file; docs/schemes.md describes the format. Throws UsageError with
/// `source` (a name for messages) and line for TOML errors, unknown or missing keys, scores outside
/// the bins, names that occur twice, score cells that no segment covers if there is no `unmatched`,
/// and segments that can never apply because earlier ones cover all of their cells.
[[nodiscard]] Scheme parse_scheme(std::string_view toml, const std::string& source);

/// Replaces the scoring of a metric by fixed cuts. Throws UsageError, with `option` in the message,
/// unless the cuts ascend strictly and their number is `scoring.bins` - 1: with another number of
/// scores the scheme's segments would change their meaning.
void set_cuts(MetricScoring& scoring, std::vector<Amount> cuts, std::string_view option);

/// Loads the preset with this name or, if there is none, the scheme file at this path. Throws
/// UsageError, with a list of the presets, if neither exists; otherwise as parse_scheme() does.
[[nodiscard]] Scheme load_scheme(const std::string& name_or_path);

/// The TOML text of this preset or file, not parsed. Throws UsageError if neither exists.
[[nodiscard]] std::string scheme_text(const std::string& name_or_path);

/// The names of the presets in the library, in the order to list them.
[[nodiscard]] std::vector<std::string> preset_names();

}  // namespace rfmseg
