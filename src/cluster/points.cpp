#include "cluster/points.hpp"

#include <algorithm>
#include <cmath>

#include "rfmseg/error.hpp"

namespace rfmseg {

Points::Points(const FeatureMatrix& matrix)
    : rows_(matrix.rows), columns_(matrix.columns), values_(matrix.values) {
  double largest = 0;
  for (const double value : values_) {
    if (!std::isfinite(value)) throw DataError("a feature to cluster by is no finite number");
    largest = std::max(largest, std::abs(value));
  }
  // Of features that are all tiny, the last bits are left out: the factor has to be finite.
  if (largest > 0) fixed_factor_ = std::scalbn(1.0, std::min(61 - std::ilogb(largest), 1000));
}

}  // namespace rfmseg
