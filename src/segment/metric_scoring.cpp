#include "segment/metric_scoring.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "nearest.hpp"
#include "rfm/score_methods.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

using Kind = TomlNode::Kind;

/// The method; nothing if it is not given.
std::optional<ScoreMethod> read_method(const TomlTable& metric) {
  if (metric.find("method") == nullptr) return std::nullopt;
  const std::string name = metric.text("method");
  std::vector<std::string_view> known;
  for (const ScoreMethod method : kScoreMethods) {
    known.push_back(to_string(method));
    if (name == known.back()) return method;
  }
  const std::string guess = did_you_mean(name, known);
  metric.fail(
      metric.get("method"),
      fmt::format("unknown method '{}' ({})", printable(name),
                  guess.empty() ? fmt::format("methods: {}", fmt::join(known, ", ")) : guess));
}

/// The number of significant digits of a number as written.
std::size_t significant_digits(std::string_view number) {
  number = number.substr(0, number.find('e'));
  const auto first = number.find_first_of("123456789");
  if (first == std::string_view::npos) return 0;
  return static_cast<std::size_t>(std::count_if(number.begin() + static_cast<std::ptrdiff_t>(first),
                                                number.end(),
                                                [](char c) { return c >= '0' && c <= '9'; }));
}

/// Reads the number at `node`, which is the value of `key` or one of its elements.
Amount read_number(const TomlTable& metric, const TomlNode& node, std::string_view key) {
  constexpr std::size_t kDigitsOfDouble = 15;  // a double preserves this many digits
  const bool number = node.kind == Kind::integer || node.kind == Kind::real;
  if (!number && node.kind != Kind::string) {
    metric.fail(node, fmt::format("{}: {} is not a number", key, shown(node)));
  }
  const std::string digits = node.kind == Kind::string ? node.text : shown(node);
  if (node.kind == Kind::real && significant_digits(digits) > kDigitsOfDouble) {
    metric.fail(
        node, fmt::format("{}: {} has too many digits for a TOML number (hint: write it in quotes)",
                          key, digits));
  }
  const auto value = parse_decimal(digits);
  if (!value) {
    metric.fail(node, fmt::format("{}: {} is not a number of at most 18 digits", key, shown(node)));
  }
  return Amount::from(*value);
}

std::vector<Amount> read_cuts(const TomlTable& metric) {
  const TomlNode& node = metric.get("cuts");
  if (node.kind != Kind::array) {
    metric.fail(node, fmt::format("cuts must be an array, not {}", kind_name(node)));
  }
  constexpr std::size_t kMostCuts = kMostBins - 1;
  if (node.children.empty() || node.children.size() > kMostCuts) {
    metric.fail(node, fmt::format("cuts has {} numbers, but must have 1 to {}",
                                  node.children.size(), kMostCuts));
  }
  std::vector<Amount> cuts;
  for (const TomlNode& item : node.children) {
    const Amount cut = read_number(metric, item, "cuts");
    if (!cuts.empty() && cut <= cuts.back()) {
      metric.fail(item, fmt::format("cuts must ascend, but {} comes after {}", to_string(cut),
                                    to_string(cuts.back())));
    }
    cuts.push_back(cut);
  }
  return cuts;
}

/// Whether the value of `key` is `second`; it must be `first` (the default) or `second`.
bool read_choice(const TomlTable& metric, std::string_view key, std::string_view first,
                 std::string_view second) {
  if (metric.find(key) == nullptr) return false;
  const std::string text = metric.text(key);
  if (text != first && text != second) {
    metric.fail(metric.get(key), fmt::format("{} = \"{}\" must be \"{}\" or \"{}\"", key,
                                             printable(text), first, second));
  }
  return text == second;
}

void read_edges(const TomlTable& metric, MetricScoring& scoring) {
  const auto only_with = [&](std::string_view key, bool fits, std::string_view methods) {
    if (!fits && metric.find(key) != nullptr) {
      metric.fail(metric.get(key), fmt::format("{} can only be used with method {}, not '{}'", key,
                                               methods, to_string(scoring.method)));
    }
  };
  const bool quantile = scoring.method == ScoreMethod::quantile;
  only_with("closed", traits(scoring.method).has_closed_side, "'quantile' or 'cuts'");
  only_with("crowd", traits(scoring.method).by_place, "'rank' or 'ntile'");
  only_with("offset", quantile, "'quantile'");
  only_with("equal_edges", quantile, "'quantile'");
  if (read_choice(metric, "closed", "right", "left")) scoring.closed = ClosedSide::left;
  scoring.keep_crowd = read_choice(metric, "crowd", "split", "together");
  scoring.drop_equal_edges = read_choice(metric, "equal_edges", "keep", "drop");
  if (const TomlNode* offset = metric.find("offset")) {
    constexpr Amount kMost = Amount::from_integer(1'000'000'000'000'000);
    scoring.offset = read_number(metric, *offset, "offset");
    if (scoring.offset > kMost || scoring.offset < Amount{} - kMost) {
      metric.fail(*offset, fmt::format("offset = {0} must be from -{1} to {1}",
                                       to_string(scoring.offset), to_string(kMost)));
    }
  }
}

}  // namespace

MetricScoring read_metric_scoring(const TomlTable& metric, std::vector<std::string_view> other) {
  std::vector<std::string_view> known = {"method", "bins",   "cuts",       "closed",
                                         "crowd",  "offset", "equal_edges"};
  known.insert(known.begin(), other.begin(), other.end());
  metric.allow_only(known);
  MetricScoring scoring;
  const bool has_cuts = metric.find("cuts") != nullptr;
  const auto method = read_method(metric);
  scoring.method = method.value_or(has_cuts ? ScoreMethod::cuts : ScoreMethod::quantile);
  read_edges(metric, scoring);
  if (scoring.method != ScoreMethod::cuts) {
    if (has_cuts) {
      metric.fail(metric.get("cuts"),
                  fmt::format("cuts can only be used with method 'cuts', not '{}'",
                              to_string(scoring.method)));
    }
    if (metric.find("bins") != nullptr) {
      scoring.bins = metric.integer("bins", kFewestBins, kMostBins);
    }
    return scoring;
  }
  scoring.cuts = read_cuts(metric);
  scoring.bins = static_cast<int>(scoring.cuts.size()) + 1;
  if (const TomlNode* bins = metric.find("bins")) {
    metric.fail(*bins,
                fmt::format("bins cannot be used with cuts, which make {} (hint: remove bins)",
                            scoring.bins));
  }
  return scoring;
}

}  // namespace rfmseg
