#include "cluster/elbow.hpp"

#include <limits>
#include <vector>

namespace rfmseg {

std::optional<std::size_t> elbow(std::span<const double> curve) {
  if (curve.size() < 3) return std::nullopt;
  const double fall = curve.front() - curve.back();
  if (!(fall > 0)) return std::nullopt;
  const double step = 1 / static_cast<double>(curve.size() - 1);

  // The difference between the normalised curve and a straight line.
  std::vector<double> ahead;
  for (std::size_t i = 0; i < curve.size(); ++i) {
    ahead.push_back((curve.front() - curve[i]) / fall - static_cast<double>(i) * step);
  }
  // The first maximum after which the difference drops by a mean step before it rises again.
  std::optional<std::size_t> maximum;
  double threshold = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i + 1 < ahead.size(); ++i) {
    if (ahead[i] >= ahead[i - 1] && ahead[i] >= ahead[i + 1]) {
      maximum = i;
      threshold = ahead[i] - step;
    } else if (ahead[i] <= ahead[i - 1] && ahead[i] <= ahead[i + 1]) {
      threshold = 0;
    }
    if (maximum && ahead[i + 1] < threshold) return maximum;
  }
  return std::nullopt;
}

}  // namespace rfmseg
