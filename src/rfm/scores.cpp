#include "rfmseg/rfm/scores.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "parallel.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/rfm/kmeans_1d.hpp"

namespace rfmseg {
namespace {

/// Bins from 1 (lowest values), and the edges between them.
struct Binning {
  std::vector<std::uint8_t> bin;
  std::vector<Quantile> edges;
};

MetricScoring checked(MetricScoring scoring) {
  if (scoring.method == ScoreMethod::cuts) {
    const auto fall = std::adjacent_find(scoring.cuts.begin(), scoring.cuts.end(), std::greater{});
    if (fall != scoring.cuts.end()) throw UsageError("the cuts of a metric must not fall");
    scoring.bins = static_cast<int>(std::min<std::size_t>(scoring.cuts.size(), kMostBins)) + 1;
  }
  if (scoring.bins < kFewestBins || scoring.bins > kMostBins) {
    throw UsageError("a metric is scored in " + std::to_string(kFewestBins) + " to " +
                     std::to_string(kMostBins) + " bins, not " + std::to_string(scoring.bins));
  }
  return scoring;
}

/// The largest value in the bin below the edge.
Amount last_below(const Quantile& edge, ClosedSide closed) {
  const Amount floor = edge.floor();
  const bool on_edge = closed == ClosedSide::left && Quantile::from(floor) == edge;
  return on_edge ? floor - Amount::from_units(1) : floor;
}

Amount amount_of(Amount value) {
  return value;
}
Amount amount_of(std::int64_t value) {
  return Amount::from_integer(value);
}

template <class Value>
std::vector<Value> sorted(std::span<const Value> values) {
  std::vector<Value> ascending(values.begin(), values.end());
  std::sort(ascending.begin(), ascending.end());
  return ascending;
}

/// A value's bin is one more than the number of edges below it.
template <class Value>
Binning bin_by_edges(std::span<const Value> values, std::vector<Quantile> edges,
                     ClosedSide closed = ClosedSide::right) {
  std::vector<Amount> last;  // compare as the edges do, and faster
  last.reserve(edges.size());
  for (const Quantile& edge : edges) last.push_back(last_below(edge, closed));

  Binning binning{{}, std::move(edges)};
  binning.bin.reserve(values.size());
  for (const Value value : values) {
    const auto first_not_below = std::lower_bound(last.begin(), last.end(), amount_of(value));
    binning.bin.push_back(static_cast<std::uint8_t>(1 + (first_not_below - last.begin())));
  }
  return binning;
}

/// Leaves out the edges that coincide with each other or with the smallest or largest value.
std::vector<Quantile> without_equal(const std::vector<Quantile>& edges, Amount smallest,
                                    Amount largest) {
  std::vector<Quantile> left;
  for (const Quantile& edge : edges) {
    const Quantile before = left.empty() ? Quantile::from(smallest) : left.back();
    if (edge != before && edge != Quantile::from(largest)) left.push_back(edge);
  }
  return left;
}

template <class Value>
std::vector<Quantile> quantile_edges(std::span<const Value> values, const MetricScoring& scoring) {
  std::vector<Quantile> edges;
  if (values.empty()) return edges;
  const std::vector<Value> ascending = sorted(values);
  for (int i = 1; i < scoring.bins; ++i) {
    edges.push_back(quantile(std::span(ascending), i, scoring.bins));
  }
  if (!scoring.drop_equal_edges) return edges;
  return without_equal(edges, amount_of(ascending.front()), amount_of(ascending.back()));
}

template <class Value>
Binning bin_by_quantile(std::span<const Value> values, const MetricScoring& scoring) {
  std::vector<Quantile> edges = quantile_edges(values, scoring);
  for (Quantile& edge : edges) edge.numerator += scoring.offset.units() * edge.denominator;
  return bin_by_edges(values, std::move(edges), scoring.closed);
}

/// Exact one-dimensional k-means.
template <class Value>
Binning bin_naturally(std::span<const Value> values, int bins) {
  Binning binning;
  if (values.empty()) return binning;
  std::vector<double> doubles;
  doubles.reserve(values.size());
  for (const Value value : values) doubles.push_back(amount_of(value).to_double());
  const Partition1D partition = kmeans_1d(doubles, bins);
  std::vector<std::optional<Amount>> largest(partition.size.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::uint8_t group = partition.group[i];
    const Amount value = amount_of(values[i]);
    largest[group] = std::max(largest[group].value_or(value), value);
    binning.bin.push_back(static_cast<std::uint8_t>(group + 1));
  }
  for (std::size_t i = 0; i + 1 < largest.size(); ++i) {
    binning.edges.push_back(Quantile::from(largest[i].value_or(Amount{})));
  }
  return binning;
}

/// Bins by place in the ascending order of the values, equal ones in the order of their customers:
/// `up_to[i]` values, of which there are some, are in the first i + 1 bins.
template <class Value>
std::vector<std::uint8_t> bins_by_place(std::span<const Value> values,
                                        std::span<const Value> ascending,
                                        const std::vector<std::size_t>& up_to) {
  std::vector<Value> last;        // the largest in these bins
  std::vector<std::size_t> room;  // how many of those equal to it are in them
  for (const std::size_t count : up_to) {
    last.push_back(ascending[count - 1]);
    const auto first = std::lower_bound(ascending.begin(), ascending.end(), last.back());
    room.push_back(count - static_cast<std::size_t>(first - ascending.begin()));
  }
  std::vector<std::uint8_t> bins;
  bins.reserve(values.size());
  for (const Value value : values) {
    const auto [first, end] = std::equal_range(last.begin(), last.end(), value);
    std::ptrdiff_t bin = 1 + (first - last.begin());
    for (auto bound = first; bound != end; ++bound) {
      std::size_t& left = room[static_cast<std::size_t>(bound - last.begin())];
      if (left == 0) {
        ++bin;
      } else {
        --left;
      }
    }
    bins.push_back(static_cast<std::uint8_t>(bin));
  }
  return bins;
}

template <class Value>
Binning bin_by_rank(std::span<const Value> values, int bins) {
  Binning binning;
  if (values.empty()) return binning;
  std::vector<std::size_t> up_to;
  for (int i = 1; i < bins; ++i) {
    binning.edges.push_back(quantile_of_ranks(values.size(), i, bins));
    up_to.push_back(
        static_cast<std::size_t>(binning.edges.back().floor().units() / Amount::kUnitsPerOne));
  }
  const std::vector<Value> ascending = sorted(values);
  binning.bin = bins_by_place(values, std::span<const Value>(ascending), up_to);
  return binning;
}

/// The bucket, from 1, of rank `rank` of 1..`count` by SQL:2003's NTILE: the sizes of the buckets
/// differ by at most one, larger buckets first.
std::size_t ntile_bucket(std::size_t rank, std::size_t count, std::size_t buckets) {
  const std::size_t size = count / buckets;
  const std::size_t larger = count % buckets;
  const std::size_t in_larger = larger * (size + 1);
  return 1 + (rank <= in_larger ? (rank - 1) / (size + 1) : larger + (rank - 1 - in_larger) / size);
}

template <class Value>
Binning bin_by_ntile(std::span<const Value> values, int bins) {
  Binning binning;
  if (values.empty()) return binning;
  const std::size_t count = values.size();
  const auto buckets = static_cast<std::size_t>(bins);
  std::vector<std::size_t> up_to;
  for (std::size_t i = 1; i < buckets; ++i) {
    up_to.push_back(i * (count / buckets) + std::min(i, count % buckets));
  }
  const std::vector<Value> ascending = sorted(values);
  for (const std::size_t last : up_to) {
    binning.edges.push_back(Quantile::from(amount_of(ascending[last - 1])));
  }
  binning.bin = bins_by_place(values, std::span<const Value>(ascending), up_to);
  return binning;
}

template <class Value>
Binning bin_by_cuts(std::span<const Value> values, const MetricScoring& scoring) {
  std::vector<Quantile> edges;
  edges.reserve(scoring.cuts.size());
  for (const Amount cut : scoring.cuts) edges.push_back(Quantile::from(cut));
  return bin_by_edges(values, std::move(edges), scoring.closed);
}

template <class Value>
Binning bin_values(std::span<const Value> values, const MetricScoring& scoring) {
  switch (scoring.method) {
    case ScoreMethod::quantile:
      return bin_by_quantile(values, scoring);
    case ScoreMethod::rank:
      return bin_by_rank(values, scoring.bins);
    case ScoreMethod::ntile:
      return bin_by_ntile(values, scoring.bins);
    case ScoreMethod::natural:
      return bin_naturally(values, scoring.bins);
    case ScoreMethod::cuts:
      return bin_by_cuts(values, scoring);
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

/// Bins run from the lowest values; where lower is better, scores run the other way.
int score_of_bin(int bin, const MetricScores& scores, Better better) {
  const int bins = static_cast<int>(scores.edges.size()) + 1;  // those that are left
  return better == Better::lower ? bins + 1 - bin : bin;
}

template <class Value>
MetricScores score_values(std::span<const Value> values, const MetricScoring& scoring,
                          Better better) {
  MetricScores result;
  result.scoring = checked(scoring);
  Binning binning = bin_values(values, result.scoring);
  result.score = std::move(binning.bin);
  result.edges = std::move(binning.edges);
  for (std::uint8_t& score : result.score) {
    score = static_cast<std::uint8_t>(score_of_bin(score, result, better));
  }
  result.missing_levels = levels_missing_from(result.score, result.scoring.bins);
  return result;
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

/// Cuts that give all equal values the bin of the middle one of them.
std::vector<Amount> cuts_between_ties(const MetricScores& scores, std::span<const Amount> values) {
  const std::vector<Placed> ordered = in_order(values);
  if (ordered.empty()) return {};
  // Where no value has a bin, the cut is below them all or equal to the one before.
  std::vector<Amount> cuts(scores.edges.size(), ordered.front().value - Amount::from_integer(1));
  for (std::size_t first = 0; first < ordered.size();) {
    std::size_t end = first;
    while (end < ordered.size() && ordered[end].value == ordered[first].value) ++end;
    const Placed& middle = ordered[first + (end - first) / 2];
    const std::size_t rank = first + (end - first) / 2 + 1;
    const auto bin =
        scores.scoring.method == ScoreMethod::rank
            ? static_cast<std::size_t>(std::ranges::count_if(
                  scores.edges,
                  [&](const Quantile& edge) {
                    return above(Amount::from_integer(static_cast<std::int64_t>(rank)), edge);
                  }))
            : ntile_bucket(rank, ordered.size(), scores.edges.size() + 1) - 1;
    for (std::size_t i = bin; i < cuts.size(); ++i) cuts[i] = middle.value;
    first = end;
  }
  return cuts;
}

std::vector<Amount> amounts(const std::vector<std::int64_t>& column) {
  std::vector<Amount> values;
  values.reserve(column.size());
  for (const std::int64_t value : column) values.push_back(Amount::from_integer(value));
  return values;
}

std::string joined(const ScoreCell& cell, int most_bins) {
  const std::string dash = most_bins > 9 ? "-" : "";
  return std::to_string(cell.recency) + dash + std::to_string(cell.frequency) + dash +
         std::to_string(cell.monetary);
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
    case ScoreMethod::natural:
      return "natural";
    case ScoreMethod::cuts:
      return "cuts";
  }
  return "";
}

MetricScores score_metric(std::span<const Amount> values, const MetricScoring& scoring,
                          Better better) {
  return score_values(values, scoring, better);
}

MetricScores score_counts(std::span<const std::int64_t> values, const MetricScoring& scoring,
                          Better better) {
  return score_values(values, scoring, better);
}

int score_at(const MetricScores& scores, Better better, Amount value) {
  const MetricScoring& scoring = scores.scoring;
  const bool either =
      scoring.method == ScoreMethod::quantile || scoring.method == ScoreMethod::cuts;
  const ClosedSide closed = either ? scoring.closed : ClosedSide::right;
  const auto below = std::ranges::count_if(
      scores.edges, [&](const Quantile& edge) { return last_below(edge, closed) < value; });
  return score_of_bin(1 + static_cast<int>(below), scores, better);
}

int score_at_rank(const MetricScores& scores, Better better, std::int64_t rank, std::size_t count) {
  if (scores.scoring.method == ScoreMethod::rank) {
    return score_at(scores, better, Amount::from_integer(rank));
  }
  const std::size_t bucket = ntile_bucket(static_cast<std::size_t>(rank), count,
                                          static_cast<std::size_t>(scores.scoring.bins));
  return score_of_bin(static_cast<int>(bucket), scores, better);
}

MetricScoring with_fixed_cuts(const MetricScores& scores, std::span<const Amount> values) {
  MetricScoring fixed{.method = ScoreMethod::cuts};
  const MetricScoring& found = scores.scoring;
  if (found.method == ScoreMethod::rank || found.method == ScoreMethod::ntile) {
    fixed.cuts = cuts_between_ties(scores, values);
  } else {
    const bool may_be_left =
        found.method == ScoreMethod::quantile || found.method == ScoreMethod::cuts;
    const ClosedSide closed = may_be_left ? found.closed : ClosedSide::right;
    for (const Quantile& edge : scores.edges) fixed.cuts.push_back(last_below(edge, closed));
  }
  fixed.bins = static_cast<int>(fixed.cuts.size()) + 1;
  return fixed;
}

Scores score_customers(const CustomerTable& table, const Scoring& scoring, unsigned threads) {
  Scores scores;
  const std::array<std::function<void()>, 3> metrics = {
      [&] { scores.recency = score_counts(table.recency, scoring.recency, Better::lower); },
      [&] { scores.frequency = score_counts(table.frequency, scoring.frequency, Better::higher); },
      [&] { scores.monetary = score_metric(table.monetary, scoring.monetary, Better::higher); }};
  in_parallel(metrics.size(), threads, [&](std::size_t metric) { metrics[metric](); });
  return scores;
}

std::string score_code(const ScoreCell& cell, const Scoring& scoring) {
  return joined(cell,
                std::max({scoring.recency.bins, scoring.frequency.bins, scoring.monetary.bins}));
}

std::string score_code(const Scores& scores, std::size_t customer) {
  return joined(scores.cell(customer),
                std::max({scores.recency.scoring.bins, scores.frequency.scoring.bins,
                          scores.monetary.scoring.bins}));
}

std::vector<Amount> recency_values(const CustomerTable& table) {
  return amounts(table.recency);
}

std::vector<Amount> frequency_values(const CustomerTable& table) {
  return amounts(table.frequency);
}

std::vector<Amount> monetary_values(const CustomerTable& table) {
  return table.monetary;
}

}  // namespace rfmseg
