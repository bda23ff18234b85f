#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "rfmseg/segment/segment_keys.hpp"
#include "sql/steps.hpp"

namespace rfmseg::sql {
namespace {

std::string within(const std::string& value, const ScoreRange& range, int most) {
  if (range.low <= 1 && range.high >= most) return {};
  if (range.low == range.high) return fmt::format("{} = {}", value, range.low);
  return fmt::format("{} BETWEEN {} AND {}", value, range.low, range.high);
}

std::string code_of(const ScoreCell& cell, const std::string& separator) {
  return fmt::format("{1}{0}{2}{0}{3}", separator, cell.recency, cell.frequency, cell.monetary);
}

int bins_of(const MetricScoring& scoring) {
  return scoring.method == ScoreMethod::cuts ? static_cast<int>(scoring.cuts.size()) + 1
                                             : scoring.bins;
}

/// The condition of a segment; empty if all customers are in it.
std::string condition_of(const SegmentRule& rule, const Scoring& scoring,
                         const std::string& separator, const Dialect& dialect) {
  if (!rule.codes.empty()) {
    std::vector<std::string> codes;
    for (const ScoreCell& cell : rule.codes) {
      codes.push_back(dialect.literal(code_of(cell, separator)));
    }
    return fmt::format("rfm_score IN ({})", comma_separated(codes));
  }
  const int r = bins_of(scoring.recency);
  const int f = bins_of(scoring.frequency);
  const int m = bins_of(scoring.monetary);
  std::vector<std::string> conditions = {within("r_score", rule.recency, r),
                                         within("f_score", rule.frequency, f),
                                         within("m_score", rule.monetary, m)};
  if (rule.twice_fm_mean) {
    conditions.push_back(within("f_score + m_score", *rule.twice_fm_mean, 1'000));
  }
  if (rule.total) conditions.push_back(within("r_score + f_score + m_score", *rule.total, 1'000));
  std::erase(conditions, std::string());
  return fmt::format("{}", fmt::join(conditions, " AND "));
}

}  // namespace

void add_segments(Statement& statement, const Scheme& scheme, const Dialect& dialect) {
  const Scoring& scoring = scheme.scoring;
  const bool long_scores = std::max({bins_of(scoring.recency), bins_of(scoring.frequency),
                                     bins_of(scoring.monetary)}) > 9;
  const std::string separator = long_scores ? "-" : "";
  const std::string between = long_scores ? " || '-' || " : " || ";
  const auto text = [&](const char* score) {
    return fmt::format("CAST({} AS {})", score, dialect.text_type);
  };
  statement.add("coded", "",
                fmt::format("  SELECT scored.*,\n    {}{}{}{}{} AS rfm_score\n  FROM scored",
                            text("r_score"), between, text("f_score"), between, text("m_score")));
  const std::vector<std::string> keys = segment_keys(scheme);
  std::vector<std::pair<std::string, std::string>> names, key_names;
  std::string other = scheme.unmatched.name;
  for (std::size_t i = 0; i < scheme.segments.size(); ++i) {
    const SegmentRule& rule = scheme.segments[i];
    const std::string condition = condition_of(rule, scoring, separator, dialect);
    if (condition.empty()) {  // applies to all that are left
      other = rule.name;
      key_names.emplace_back(fmt::format("segment = {}", dialect.literal(rule.name)),
                             dialect.literal(keys[i]));
      break;
    }
    names.emplace_back(condition, dialect.literal(rule.name));
    key_names.emplace_back(fmt::format("segment = {}", dialect.literal(rule.name)),
                           dialect.literal(keys[i]));
  }
  if (!scheme.unmatched.name.empty()) {
    key_names.emplace_back(fmt::format("segment = {}", dialect.literal(scheme.unmatched.name)),
                           dialect.literal(keys.back()));
  }
  const std::string otherwise = other.empty() ? "" : dialect.literal(other);
  statement.add("named", fmt::format("The segments of the scheme: the first that matches."),
                fmt::format("  SELECT coded.*,\n    {} AS segment\n  FROM coded",
                            names.empty() ? otherwise : case_of(names, otherwise, 4)));
  statement.add("segmented", "",
                fmt::format("  SELECT named.*,\n    {} AS segment_key\n  FROM named",
                            case_of(key_names, "", 4)));
}

}  // namespace rfmseg::sql
