#include "report/figures/bins.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rfmseg::figures {
namespace {

using Kind = charts::Scale::Kind;

/// The next edge: `step` further, or the next number that a double can hold. Beyond 2^53 it has no
/// odd ones, and adding 1 would change nothing.
double next_edge(double edge, double step) {
  return std::max(edge + step, std::nextafter(edge, std::numeric_limits<double>::infinity()));
}

/// Edges from `least` to beyond `most` at whole numbers, none twice.
std::vector<double> whole_edges(Kind kind, double least, double most, int parts) {
  std::vector<double> edges;
  if (kind == Kind::linear) {
    const double width = std::max(std::ceil((most + 1 - least) / parts), 1.0);
    edges.push_back(least);
    while (edges.back() <= most) edges.push_back(next_edge(edges.back(), width));
    return edges;
  }
  const double ratio = std::pow((most + 1) / least, 1.0 / parts);
  edges.push_back(least);
  while (edges.back() <= most) {
    edges.push_back(std::max(next_edge(edges.back(), 1), std::round(edges.back() * ratio)));
  }
  return edges;
}

}  // namespace

std::size_t Bins::index_of(double value) const {
  const auto above = std::upper_bound(edges.begin() + 1, edges.end() - 1, value);
  return static_cast<std::size_t>(above - edges.begin()) - 1;
}

Bins make_bins(const std::vector<Amount>& values, int most, bool whole_numbers, Kind kind) {
  const auto [low, high] = std::ranges::minmax_element(values);
  const double least = low->to_double();
  const double largest = high->to_double();
  if (!(least > 0)) kind = Kind::linear;
  if (whole_numbers) {
    return {kind, whole_edges(kind, std::floor(least), std::ceil(largest), most)};
  }
  return {kind, charts::Scale(kind, least, largest, 0, 1).edges(most)};
}

std::vector<std::int64_t> count_in(const Bins& bins, const std::vector<Amount>& values) {
  std::vector<std::int64_t> counts(bins.size());
  for (const Amount value : values) ++counts[bins.index_of(value.to_double())];
  return counts;
}

}  // namespace rfmseg::figures
