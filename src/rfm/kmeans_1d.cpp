#include "rfm/kmeans_1d.hpp"

#include <algorithm>
#include <limits>

#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

/// The distinct values, ascending, with prefix sums that give the inertia of any range in constant
/// time.
class SortedValues {
 public:
  SortedValues(std::size_t count, const std::function<double(std::size_t)>& sorted) {
    // Relative to the median: squares of values far from zero would cancel, those of small ones do
    // not, and integers remain exact.
    const double origin = sorted(count / 2);
    for (std::size_t i = 0; i < count; ++i) {
      const double value = sorted(i);
      const double shifted = value - origin;
      if (distinct_.empty() || distinct_.back() != value) {
        distinct_.push_back(value);
        before_.push_back(before_.back());
      }
      Sums& sums = before_.back();
      sums.count += 1;
      sums.values += shifted;
      sums.squares += shifted * shifted;
    }
  }

  [[nodiscard]] std::size_t size() const { return distinct_.size(); }
  [[nodiscard]] double operator[](std::size_t index) const { return distinct_[index]; }

  /// The number of values in [first, last), with repetitions.
  [[nodiscard]] std::size_t count(std::size_t first, std::size_t last) const {
    return static_cast<std::size_t>(before_[last].count - before_[first].count);
  }

  /// The sum of squared distances of the values in [first, last) to their mean; first < last.
  [[nodiscard]] double inertia(std::size_t first, std::size_t last) const {
    const Sums& a = before_[first];
    const Sums& b = before_[last];
    const double values = b.values - a.values;
    const double squares = b.squares - a.squares;
    return std::max(0.0, squares - values * values / (b.count - a.count));
  }

  /// The same to full precision, which a difference of prefix sums may not have.
  [[nodiscard]] double precise_inertia(std::size_t first, std::size_t last) const {
    const double mean = distinct_[first] + mean_above(first, last);
    double sum = 0;
    for (std::size_t i = first; i < last; ++i) {
      sum += static_cast<double>(count(i, i + 1)) * (distinct_[i] - mean) * (distinct_[i] - mean);
    }
    return sum;
  }

 private:
  struct Sums {
    double count = 0, values = 0, squares = 0;
  };

  /// The mean of the values in [first, last), less the first of them.
  [[nodiscard]] double mean_above(std::size_t first, std::size_t last) const {
    double sum = 0;
    for (std::size_t i = first; i < last; ++i) {
      sum += static_cast<double>(count(i, i + 1)) * (distinct_[i] - distinct_[first]);
    }
    return sum / static_cast<double>(count(first, last));
  }

  std::vector<double> distinct_;
  std::vector<Sums> before_{Sums{}};  // before_[i]: sums of the values below distinct_[i]
};

/// Partitions the first `end` values into one more group at a time. least_[end] is the least
/// inertia for the current number of groups; the first value of the last group is stored for each
/// number.
class Splitter {
 public:
  explicit Splitter(const SortedValues& values) : values_(values), least_(values.size() + 1) {
    for (std::size_t end = 1; end <= values.size(); ++end) least_[end] = values.inertia(0, end);
  }

  void add_group() {
    before_ = least_;
    cuts_.emplace_back(values_.size() + 1);
    const std::size_t groups = cuts_.size() + 1;
    split(groups, values_.size(), groups - 1, values_.size() - 1);
  }

  /// The first value of every group, and the end of the last.
  [[nodiscard]] std::vector<std::size_t> bounds() const {
    std::vector<std::size_t> bounds{values_.size()};
    for (std::size_t i = cuts_.size(); i-- > 0;) bounds.push_back(cuts_[i][bounds.back()]);
    bounds.push_back(0);
    std::reverse(bounds.begin(), bounds.end());
    return bounds;
  }

 private:
  /// Finds the cut for every end in [first_end, last_end], which is in [lowest_cut, highest_cut].
  /// Cuts do not decrease as the end increases, so the middle end's cut bounds those on both sides.
  void split(std::size_t first_end, std::size_t last_end, std::size_t lowest_cut,
             std::size_t highest_cut) {
    while (first_end <= last_end) {
      const std::size_t end = first_end + (last_end - first_end) / 2;
      const std::size_t cut = best_cut(end, lowest_cut, std::min(highest_cut, end - 1));
      split(first_end, end - 1, lowest_cut, cut);
      first_end = end + 1;
      lowest_cut = cut;
    }
  }

  /// The lowest of equally good cuts.
  std::size_t best_cut(std::size_t end, std::size_t lowest, std::size_t highest) {
    double least = std::numeric_limits<double>::infinity();
    std::size_t best = lowest;
    for (std::size_t cut = lowest; cut <= highest; ++cut) {
      const double inertia = before_[cut] + values_.inertia(cut, end);
      if (inertia < least) {
        least = inertia;
        best = cut;
      }
    }
    least_[end] = least;
    cuts_.back()[end] = static_cast<std::uint32_t>(best);
    return best;
  }

  const SortedValues& values_;
  std::vector<double> least_;
  std::vector<double> before_;  // least_ for one group less
  std::vector<std::vector<std::uint32_t>> cuts_;
};

}  // namespace

Partition1D groups_1d(std::size_t count, const std::function<double(std::size_t)>& sorted, int k) {
  if (count == 0) throw DataError("no values to split into groups");
  if (k < 1 || k > 255) throw UsageError("values can be split into 1 to 255 groups");
  const SortedValues values(count, sorted);
  Splitter splitter(values);
  const std::size_t groups = std::min(static_cast<std::size_t>(k), values.size());
  for (std::size_t g = 1; g < groups; ++g) splitter.add_group();
  const std::vector<std::size_t> bounds = splitter.bounds();

  Partition1D partition;
  for (std::size_t g = 0; g < groups; ++g) {
    partition.minimum.push_back(values[bounds[g]]);
    partition.maximum.push_back(values[bounds[g + 1] - 1]);
    partition.size.push_back(values.count(bounds[g], bounds[g + 1]));
    partition.inertia += values.precise_inertia(bounds[g], bounds[g + 1]);
  }
  return partition;
}

Partition1D kmeans_1d(std::span<const double> values, int k) {
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const auto value = [&](std::size_t i) { return sorted[i]; };
  Partition1D partition = groups_1d(sorted.size(), value, k);
  partition.group.reserve(values.size());
  for (const double one : values) {
    const auto above = std::upper_bound(partition.minimum.begin(), partition.minimum.end(), one);
    partition.group.push_back(static_cast<std::uint8_t>(above - partition.minimum.begin() - 1));
  }
  return partition;
}

}  // namespace rfmseg
