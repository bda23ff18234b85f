#include "cluster/points.hpp"

#include <algorithm>
#include <cmath>

#include "rfmseg/error.hpp"

namespace rfmseg {

Points::Points(const FeatureMatrix& matrix)
    : rows_(matrix.rows), columns_(matrix.columns), values_(matrix.rows * matrix.columns) {
  double largest = 0;
  for (std::size_t c = 0; c < columns_; ++c) {
    const std::span<const double> column = matrix.column(c);
    for (std::size_t r = 0; r < rows_; ++r) {
      if (!std::isfinite(column[r])) throw DataError("a feature to cluster by is no finite number");
      values_[r * columns_ + c] = column[r];
      largest = std::max(largest, std::abs(column[r]));
    }
  }
  // Of features that are all tiny, the last bits are left out: the factor has to be finite.
  if (largest > 0) fixed_factor_ = std::scalbn(1.0, std::min(61 - std::ilogb(largest), 1000));
}

}  // namespace rfmseg
