#include "cluster/distinct_points.hpp"

#include <absl/container/flat_hash_map.h>
#include <absl/hash/hash.h>

#include "cluster/feature_matrix.hpp"
#include "cluster/run_kmeans.hpp"
#include "cluster/sample.hpp"

namespace rfmseg {
namespace {

/// Numbers the distinct rows of a matrix in the order of their first occurrence.
class RowNumbers {
 public:
  explicit RowNumbers(const FeatureMatrix& points)
      : numbers_(0, RowHash{points}, RowEqual{points}) {}

  [[nodiscard]] std::size_t count() const { return numbers_.size(); }
  /// The number of a row; for a new one, the value of count() before the call.
  std::size_t of(std::size_t row) {
    return numbers_.try_emplace(row, numbers_.size()).first->second;
  }

 private:
  struct RowHash {
    const FeatureMatrix& points;
    std::size_t operator()(std::size_t row) const {
      std::size_t hash = 0;
      for (std::size_t c = 0; c < points.columns(); ++c) hash = absl::HashOf(hash, points(row, c));
      return hash;
    }
  };
  struct RowEqual {
    const FeatureMatrix& points;
    bool operator()(std::size_t a, std::size_t b) const {
      for (std::size_t c = 0; c < points.columns(); ++c) {
        if (points(a, c) != points(b, c)) return false;
      }
      return true;
    }
  };

  absl::flat_hash_map<std::size_t, std::size_t, RowHash, RowEqual> numbers_;
};

}  // namespace

std::optional<DistinctPoints> merge_equal_points(const FeatureMatrix& points,
                                                 std::span<const std::int64_t> weights,
                                                 std::size_t limit) {
  RowNumbers numbers(points);
  DistinctPoints distinct;
  std::vector<std::size_t> first_rows;
  for (std::size_t row = 0; row < points.rows(); ++row) {
    const std::size_t number = numbers.of(row);
    if (number == distinct.weights.size()) {
      if (number == limit) return std::nullopt;
      first_rows.push_back(row);
      distinct.weights.push_back(0);
    }
    distinct.weights[number] += weights.empty() ? 1 : weights[row];
    distinct.of_row.push_back(static_cast<std::uint32_t>(number));
  }
  distinct.points = rows_of(points, first_rows);
  return distinct;
}

std::size_t distinct_points(const FeatureMatrix& points, std::size_t limit) {
  RowNumbers numbers(points);
  for (std::size_t row = 0; row < points.rows() && numbers.count() < limit; ++row) numbers.of(row);
  return numbers.count();
}

}  // namespace rfmseg
