#include "rfm/binning.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "rfm/kmeans_1d.hpp"
#include "rfm/quantiles.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

Amount amount_of(Amount value) {
  return value;
}
Amount amount_of(std::int64_t value) {
  return Amount::from_integer(value);
}

std::vector<Amount> sorted(std::span<const Amount> values) {
  std::vector<Amount> ascending(values.begin(), values.end());
  std::sort(ascending.begin(), ascending.end());
  return ascending;
}
template <class Column>
Column sorted(Column values) {
  values.sort();
  return values;
}

/// The bin of a value is 1 + the number of edges below it.
template <class Values>
Binning bin_by_edges(const Values& values, std::vector<Quantile> edges,
                     ClosedSide closed = ClosedSide::right) {
  std::vector<Amount> last;  // these compare like the edges, but faster
  last.reserve(edges.size());
  for (const Quantile& edge : edges) last.push_back(last_below(edge, closed));

  Binning binning{{}, std::move(edges)};
  binning.bin.reserve(values.size());
  for (const auto value : values) {
    // Edges are few: comparing all of them costs less than a search, whose branches are
    // mispredicted.
    const Amount amount = amount_of(value);
    const auto below = std::ranges::count_if(last, [&](Amount edge) { return edge < amount; });
    binning.bin.push_back(static_cast<std::uint8_t>(1 + below));
  }
  return binning;
}

/// Removes edges that coincide with each other or with the smallest or largest value.
std::vector<Quantile> without_equal(const std::vector<Quantile>& edges, Amount smallest,
                                    Amount largest) {
  std::vector<Quantile> left;
  for (const Quantile& edge : edges) {
    const Quantile before = left.empty() ? Quantile::from(smallest) : left.back();
    if (edge != before && edge != Quantile::from(largest)) left.push_back(edge);
  }
  return left;
}

template <class Values>
std::vector<Quantile> quantile_edges(const Values& values, const MetricScoring& scoring) {
  std::vector<Quantile> edges;
  if (values.empty()) return edges;
  const auto ascending = sorted(values);
  const auto value = [&](std::size_t i) { return amount_of(ascending[i]); };
  for (int i = 1; i < scoring.bins; ++i) {
    edges.push_back(quantile(ascending.size(), value, i, scoring.bins));
  }
  if (!scoring.drop_equal_edges) return edges;
  return without_equal(edges, value(0), value(ascending.size() - 1));
}

template <class Values>
Binning bin_by_quantile(const Values& values, const MetricScoring& scoring) {
  std::vector<Quantile> edges = quantile_edges(values, scoring);
  for (Quantile& edge : edges) edge.numerator += scoring.offset.units() * edge.denominator;
  return bin_by_edges(values, std::move(edges), scoring.closed);
}

/// Exact one-dimensional k-means.
template <class Values>
Binning bin_naturally(const Values& values, int bins) {
  Binning binning;
  if (values.empty()) return binning;
  std::vector<double> doubles;
  doubles.reserve(values.size());
  for (const auto value : values) doubles.push_back(amount_of(value).to_double());
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

/// Assigns bins by rank, in which equal values have the order of their customers. `up_to[i]` is the
/// number of values in the first i + 1 bins, at least 1.
template <class Values, class Ascending>
std::vector<std::uint8_t> bins_by_place(const Values& values, const Ascending& ascending,
                                        const std::vector<std::size_t>& up_to) {
  std::vector<typename Values::value_type> last;  // the largest value in these bins
  std::vector<std::size_t> room;                  // how many values equal to it are in them
  for (const std::size_t count : up_to) {
    last.push_back(ascending[count - 1]);
    const auto first = std::lower_bound(ascending.begin(), ascending.end(), last.back());
    room.push_back(count - static_cast<std::size_t>(first - ascending.begin()));
  }
  std::vector<std::uint8_t> bins;
  bins.reserve(values.size());
  for (const auto value : values) {
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

template <class Values>
Binning bin_by_rank(const Values& values, int bins) {
  Binning binning;
  if (values.empty()) return binning;
  std::vector<std::size_t> up_to;
  for (int i = 1; i < bins; ++i) {
    binning.edges.push_back(quantile_of_ranks(values.size(), i, bins));
    up_to.push_back(
        static_cast<std::size_t>(binning.edges.back().floor().units() / Amount::kUnitsPerOne));
  }
  const auto ascending = sorted(values);
  binning.bin = bins_by_place(values, ascending, up_to);
  return binning;
}

template <class Values>
Binning bin_by_ntile(const Values& values, int bins) {
  Binning binning;
  if (values.empty()) return binning;
  const std::size_t count = values.size();
  const auto buckets = static_cast<std::size_t>(bins);
  std::vector<std::size_t> up_to;
  for (std::size_t i = 1; i < buckets; ++i) {
    up_to.push_back(i * (count / buckets) + std::min(i, count % buckets));
  }
  const auto ascending = sorted(values);
  for (const std::size_t last : up_to) {
    binning.edges.push_back(Quantile::from(amount_of(ascending[last - 1])));
  }
  binning.bin = bins_by_place(values, ascending, up_to);
  return binning;
}

template <class Values>
Binning bin_by_cuts(const Values& values, const MetricScoring& scoring) {
  std::vector<Quantile> edges;
  edges.reserve(scoring.cuts.size());
  for (const Amount cut : scoring.cuts) edges.push_back(Quantile::from(cut));
  return bin_by_edges(values, std::move(edges), scoring.closed);
}

template <class Values>
Binning bins_of(const Values& values, const MetricScoring& scoring) {
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

}  // namespace

Binning bin_values(std::span<const Amount> values, const MetricScoring& scoring) {
  return bins_of(values, scoring);
}

Binning bin_values(const AmountColumn& values, const MetricScoring& scoring) {
  return bins_of(values, scoring);
}

Binning bin_values(const IntegerColumn& values, const MetricScoring& scoring) {
  return bins_of(values, scoring);
}

Amount last_below(const Quantile& edge, ClosedSide closed) {
  const Amount floor = edge.floor();
  const bool on_edge = closed == ClosedSide::left && Quantile::from(floor) == edge;
  return on_edge ? floor - Amount::from_units(1) : floor;
}

std::size_t ntile_bucket(std::size_t rank, std::size_t count, std::size_t buckets) {
  const std::size_t size = count / buckets;
  const std::size_t larger = count % buckets;
  const std::size_t in_larger = larger * (size + 1);
  return 1 + (rank <= in_larger ? (rank - 1) / (size + 1) : larger + (rank - 1 - in_larger) / size);
}

}  // namespace rfmseg
