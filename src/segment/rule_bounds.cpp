#include "segment/rule_bounds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace rfmseg {
namespace {

using Kind = TomlNode::Kind;

/// `5`, `[4, 5]`, or all scores if the key is missing.
ScoreRange read_range(const TomlTable& segment, std::string_view metric, int least, int most) {
  const TomlNode* node = segment.find(metric);
  if (node == nullptr) return {least, most};
  const auto is_integer = [](const TomlNode& n) { return n.kind == Kind::integer; };
  const bool pair = node->kind == Kind::array && node->children.size() == 2 &&
                    std::all_of(node->children.begin(), node->children.end(), is_integer);
  if (!pair && !is_integer(*node)) {
    segment.fail(*node,
                 fmt::format("{} = {} must be a score or [lowest, highest]", metric, shown(*node)));
  }
  const std::int64_t low = pair ? node->children[0].integer : node->integer;
  const std::int64_t high = pair ? node->children[1].integer : node->integer;
  if (std::min(low, high) < least || std::max(low, high) > most) {
    segment.fail(*node, fmt::format("{} = {} is outside the scores {} to {}", metric, shown(*node),
                                    least, most));
  }
  if (low > high) {
    segment.fail(*node, fmt::format("{} = [{}, {}] is the wrong way round; write [{}, {}]", metric,
                                    low, high, high, low));
  }
  return {static_cast<int>(low), static_cast<int>(high)};
}

/// Twice the bounds of `fm_mean`, which may be halves: bounds on the sum of the two scores.
std::optional<ScoreRange> read_fm_mean(const TomlTable& segment, const Scoring& scoring) {
  const TomlNode* node = segment.find("fm_mean");
  if (node == nullptr) return std::nullopt;
  const auto is_number = [](const TomlNode& n) {
    return n.kind == Kind::integer || n.kind == Kind::real;
  };
  const bool pair = node->kind == Kind::array && node->children.size() == 2 &&
                    std::all_of(node->children.begin(), node->children.end(), is_number);
  if (!pair && !is_number(*node)) {
    segment.fail(
        *node, fmt::format("fm_mean = {} must be a mean score or [lowest, highest]", shown(*node)));
  }
  const int most = scoring.frequency.bins + scoring.monetary.bins;
  const auto twice = [&](const TomlNode& bound) {
    const auto value = parse_decimal(shown(bound));
    const auto doubled = value ? multiply(*value, {2, 0}) : std::nullopt;
    for (int sum = 2; doubled && sum <= most; ++sum) {
      if (*doubled == Amount::from_integer(sum)) return sum;
    }
    segment.fail(
        bound,
        fmt::format("fm_mean = {} is not a mean of two scores: 1, 1.5, 2 and so on to {}",
                    shown(bound),
                    most % 2 == 0 ? std::to_string(most / 2) : fmt::format("{}.5", most / 2)));
  };
  const int low = twice(pair ? node->children[0] : *node);
  const int high = twice(pair ? node->children[1] : *node);
  if (low > high) {
    segment.fail(*node, fmt::format("fm_mean = {} is the wrong way round", shown(*node)));
  }
  return ScoreRange{low, high};
}

/// `444`, or `10-3-7` if a metric has more than nine bins.
std::optional<ScoreCell> parse_code(std::string_view code, const Scoring& scoring) {
  std::array<int, 3> scores{};
  const bool dashed =
      std::max({scoring.recency.bins, scoring.frequency.bins, scoring.monetary.bins}) > 9;
  const char* at = code.data();
  const char* const end = at + code.size();
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (dashed && i > 0 && (at == end || *at++ != '-')) return std::nullopt;
    const char* const last = dashed ? end : std::min(at + 1, end);
    const auto [next, error] = std::from_chars(at, last, scores[i]);
    if (error != std::errc{}) return std::nullopt;
    at = next;
  }
  const auto in = [](int score, const MetricScoring& metric) {
    return score >= 1 && score <= metric.bins;
  };
  if (at != end || !in(scores[0], scoring.recency) || !in(scores[1], scoring.frequency) ||
      !in(scores[2], scoring.monetary)) {
    return std::nullopt;
  }
  return ScoreCell{scores[0], scores[1], scores[2]};
}

std::vector<ScoreCell> read_codes(const TomlTable& segment, const Scoring& scoring) {
  std::vector<ScoreCell> codes;
  const TomlNode* node = segment.find("codes");
  if (node == nullptr) return codes;
  for (const std::string_view bound : {"recency", "frequency", "monetary", "fm_mean", "total"}) {
    if (segment.find(bound) == nullptr) continue;
    segment.fail(*node,
                 fmt::format("codes cannot be used with bounds (hint: remove codes or {})", bound));
  }
  if (node->kind != Kind::array || node->children.empty()) {
    segment.fail(*node, R"(codes must be a list of score codes, such as ["555", "554"])");
  }
  std::set<ScoreCell> seen;
  for (const TomlNode& item : node->children) {
    const auto code = item.kind == Kind::string ? parse_code(item.text, scoring) : std::nullopt;
    if (!code) {
      segment.fail(item, fmt::format("{} is not a score code in quotes from {} to {}", shown(item),
                                     score_code({1, 1, 1}, scoring),
                                     score_code({scoring.recency.bins, scoring.frequency.bins,
                                                 scoring.monetary.bins},
                                                scoring)));
    }
    if (!seen.insert(*code).second) {
      segment.fail(item, fmt::format("{} is listed twice", shown(item)));
    }
  }
  codes.assign(seen.begin(), seen.end());
  return codes;
}

}  // namespace

void read_bounds(const TomlTable& segment, const Scoring& scoring, SegmentRule& rule) {
  const int bins[] = {scoring.recency.bins, scoring.frequency.bins, scoring.monetary.bins};
  rule.recency = read_range(segment, "recency", 1, bins[0]);
  rule.frequency = read_range(segment, "frequency", 1, bins[1]);
  rule.monetary = read_range(segment, "monetary", 1, bins[2]);
  rule.twice_fm_mean = read_fm_mean(segment, scoring);
  if (segment.find("total") != nullptr) {
    rule.total = read_range(segment, "total", 3, bins[0] + bins[1] + bins[2]);
  }
  rule.codes = read_codes(segment, scoring);
}

}  // namespace rfmseg
