#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "rfmseg/rfm/columns.hpp"
#include "rfmseg/rfm/quantile.hpp"
#include "rfmseg/rfm/scores.hpp"

namespace rfmseg {

/// Bins, from 1 (lowest values), and the edges between them.
struct Binning {
  std::vector<std::uint8_t> bin;
  std::vector<Quantile> edges;
};

/// Assigns bins by the scoring's method. The number of bins and the cuts must be valid.
[[nodiscard]] Binning bin_values(std::span<const Amount> values, const MetricScoring& scoring);
[[nodiscard]] Binning bin_values(const AmountColumn& values, const MetricScoring& scoring);
[[nodiscard]] Binning bin_values(const IntegerColumn& values, const MetricScoring& scoring);

/// The largest value in the bin below `edge`.
[[nodiscard]] Amount last_below(const Quantile& edge, ClosedSide closed);

/// The bucket, from 1, of rank `rank` of 1..`count` by SQL:2003's NTILE: the sizes of buckets
/// differ by at most one, larger buckets first.
[[nodiscard]] std::size_t ntile_bucket(std::size_t rank, std::size_t count, std::size_t buckets);

}  // namespace rfmseg
