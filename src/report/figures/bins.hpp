#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "report/charts/scale.hpp"
#include "rfmseg/load/decimal.hpp"

namespace rfmseg::figures {

/// Bins that values are counted in: bin i is [edges[i], edges[i + 1]), the last with its end.
struct Bins {
  charts::Scale::Kind kind = charts::Scale::Kind::linear;
  std::vector<double> edges;

  [[nodiscard]] std::size_t size() const { return edges.size() - 1; }
  [[nodiscard]] std::size_t index_of(double value) const;
};

/// About `most` bins over the values, of which there is at least one; each as wide as the others,
/// by their logarithms where that is asked for and all values are above 0. Those of whole numbers
/// begin at whole numbers.
[[nodiscard]] Bins make_bins(const std::vector<Amount>& values, int most, bool whole_numbers,
                             charts::Scale::Kind kind);

/// How many of the values are in each bin.
[[nodiscard]] std::vector<std::int64_t> count_in(const Bins& bins,
                                                 const std::vector<Amount>& values);

}  // namespace rfmseg::figures
