#include "rfmseg/rfm/scores.hpp"

#include <algorithm>
#include <functional>

#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

/// Bins 1 (lowest values) to `bins`, and the edges between them.
struct Binning {
  std::vector<std::uint8_t> bin;
  std::vector<Quantile> edges;
};

MetricScoring checked(MetricScoring scoring) {
  if (scoring.method == ScoreMethod::cuts) {
    const auto fall =
        std::adjacent_find(scoring.cuts.begin(), scoring.cuts.end(), std::greater_equal{});
    if (fall != scoring.cuts.end()) throw UsageError("the cuts of a metric must ascend");
    scoring.bins = static_cast<int>(std::min<std::size_t>(scoring.cuts.size(), kMostBins)) + 1;
  }
  if (scoring.bins < kFewestBins || scoring.bins > kMostBins) {
    throw UsageError("a metric is scored in " + std::to_string(kFewestBins) + " to " +
                     std::to_string(kMostBins) + " bins, not " + std::to_string(scoring.bins));
  }
  return scoring;
}

/// Bin i is (edge i-1, edge i]: one more than the number of edges below the value.
Binning bin_by_edges(std::span<const Amount> values, std::vector<Quantile> edges) {
  std::vector<Amount> floors;  // compare as the edges do, and faster
  floors.reserve(edges.size());
  for (const Quantile& edge : edges) floors.push_back(edge.floor());

  Binning binning{{}, std::move(edges)};
  binning.bin.reserve(values.size());
  for (const Amount value : values) {
    const auto first_not_below = std::lower_bound(floors.begin(), floors.end(), value);
    binning.bin.push_back(static_cast<std::uint8_t>(1 + (first_not_below - floors.begin())));
  }
  return binning;
}

std::vector<Quantile> quantile_edges(std::span<const Amount> sorted, int bins) {
  std::vector<Quantile> edges;
  if (sorted.empty()) return edges;
  for (int i = 1; i < bins; ++i) edges.push_back(quantile(sorted, i, bins));
  return edges;
}

Binning bin_by_quantile(std::span<const Amount> values, int bins) {
  std::vector<Amount> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  return bin_by_edges(values, quantile_edges(sorted, bins));
}

/// A value and where it stands among the customers.
struct Placed {
  Amount value;
  std::size_t customer;
};

/// The values ascending, equal ones in the order of their customers.
std::vector<Placed> in_order(std::span<const Amount> values) {
  std::vector<Placed> placed;
  placed.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) placed.push_back({values[i], i});
  std::sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return a.value != b.value ? a.value < b.value : a.customer < b.customer;
  });
  return placed;
}

Binning bin_by_rank(std::span<const Amount> values, int bins) {
  const std::vector<Placed> ordered = in_order(values);
  std::vector<Amount> ranks(values.size());
  std::vector<Amount> sorted_ranks;
  sorted_ranks.reserve(values.size());
  std::int64_t rank = 0;
  for (const Placed& placed : ordered) {
    sorted_ranks.push_back(Amount::from_integer(++rank));
    ranks[placed.customer] = sorted_ranks.back();
  }
  return bin_by_edges(ranks, quantile_edges(sorted_ranks, bins));
}

/// SQL:2003's NTILE: the sizes of the buckets differ by at most one, larger buckets first.
Binning bin_by_ntile(std::span<const Amount> values, int bins) {
  Binning binning{std::vector<std::uint8_t>(values.size()), {}};
  if (values.empty()) return binning;
  const std::vector<Placed> ordered = in_order(values);
  const auto buckets = static_cast<std::size_t>(bins);
  std::size_t next = 0;
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    const bool larger = bucket < ordered.size() % buckets;
    const std::size_t end = next + ordered.size() / buckets + (larger ? 1 : 0);
    for (; next < end; ++next) {
      binning.bin[ordered[next].customer] = static_cast<std::uint8_t>(bucket + 1);
    }
    if (bucket + 1 < buckets) binning.edges.push_back(Quantile::from(ordered[next - 1].value));
  }
  return binning;
}

Binning bin_by_cuts(std::span<const Amount> values, std::span<const Amount> cuts) {
  std::vector<Quantile> edges;
  edges.reserve(cuts.size());
  for (const Amount cut : cuts) edges.push_back(Quantile::from(cut));
  return bin_by_edges(values, std::move(edges));
}

Binning bin_values(std::span<const Amount> values, const MetricScoring& scoring) {
  switch (scoring.method) {
    case ScoreMethod::quantile:
      return bin_by_quantile(values, scoring.bins);
    case ScoreMethod::rank:
      return bin_by_rank(values, scoring.bins);
    case ScoreMethod::ntile:
      return bin_by_ntile(values, scoring.bins);
    case ScoreMethod::cuts:
      return bin_by_cuts(values, scoring.cuts);
  }
  throw UsageError("no such scoring method");
}

std::vector<int> levels_missing_from(std::span<const std::uint8_t> scores, int bins) {
  std::vector<bool> present(static_cast<std::size_t>(bins) + 1);
  for (const std::uint8_t score : scores) present[score] = true;
  std::vector<int> missing;
  for (int level = 1; level <= bins; ++level) {
    if (!present[static_cast<std::size_t>(level)]) missing.push_back(level);
  }
  return missing;
}

template <typename Value>
std::vector<Amount> values_of(const CustomerTable& table, Value value) {
  std::vector<Amount> values;
  values.reserve(table.size());
  for (const Customer& customer : table.customers) values.push_back(value(customer));
  return values;
}

std::string joined(int recency, int frequency, int monetary, int most_bins) {
  const std::string dash = most_bins > 9 ? "-" : "";
  return std::to_string(recency) + dash + std::to_string(frequency) + dash +
         std::to_string(monetary);
}

}  // namespace

std::string_view to_string(ScoreMethod method) {
  switch (method) {
    case ScoreMethod::quantile:
      return "quantile";
    case ScoreMethod::rank:
      return "rank";
    case ScoreMethod::ntile:
      return "ntile";
    case ScoreMethod::cuts:
      return "cuts";
  }
  return "";
}

MetricScores score_metric(std::span<const Amount> values, const MetricScoring& scoring,
                          Better better) {
  MetricScores result;
  result.scoring = checked(scoring);
  const int bins = result.scoring.bins;
  Binning binning = bin_values(values, result.scoring);
  result.score = std::move(binning.bin);
  result.edges = std::move(binning.edges);
  if (better == Better::lower) {
    for (std::uint8_t& score : result.score) {
      score = static_cast<std::uint8_t>(bins + 1 - score);
    }
  }
  result.missing_levels = levels_missing_from(result.score, bins);
  return result;
}

Scores score_customers(const CustomerTable& table, const Scoring& scoring) {
  return {score_metric(recency_values(table), scoring.recency, Better::lower),
          score_metric(frequency_values(table), scoring.frequency, Better::higher),
          score_metric(monetary_values(table), scoring.monetary, Better::higher)};
}

std::string score_code(int recency, int frequency, int monetary, const Scoring& scoring) {
  return joined(recency, frequency, monetary,
                std::max({scoring.recency.bins, scoring.frequency.bins, scoring.monetary.bins}));
}

std::string score_code(const Scores& scores, std::size_t customer) {
  return joined(scores.recency.score[customer], scores.frequency.score[customer],
                scores.monetary.score[customer],
                std::max({scores.recency.scoring.bins, scores.frequency.scoring.bins,
                          scores.monetary.scoring.bins}));
}

std::vector<Amount> recency_values(const CustomerTable& table) {
  return values_of(table, [](const Customer& c) { return Amount::from_integer(c.recency); });
}

std::vector<Amount> frequency_values(const CustomerTable& table) {
  return values_of(table, [](const Customer& c) { return Amount::from_integer(c.frequency); });
}

std::vector<Amount> monetary_values(const CustomerTable& table) {
  return values_of(table, [](const Customer& c) { return c.monetary; });
}

}  // namespace rfmseg
