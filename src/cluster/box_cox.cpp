#include "cluster/box_cox.hpp"

#include <algorithm>
#include <cmath>

#include "cluster/variance.hpp"

namespace rfmseg {

double box_cox(double logarithm, double lambda) {
  return lambda == 0 ? logarithm : std::expm1(lambda * logarithm) / lambda;
}

// Maximises the likelihood by golden-section search.
double likeliest_lambda(const std::vector<double>& logarithms) {
  if (variance(logarithms) == 0) return 0;
  const auto count = static_cast<double>(logarithms.size());
  double sum = 0;
  for (const double logarithm : logarithms) sum += logarithm;
  std::vector<double> moved(logarithms.size());
  const auto likelihood = [&](double lambda) {
    std::ranges::transform(logarithms, moved.begin(),
                           [&](double logarithm) { return box_cox(logarithm, lambda); });
    return (lambda - 1) * sum - count / 2 * std::log(variance(moved));
  };
  constexpr double kGolden = 0.618'033'988'749'894'848;
  constexpr double kNear = 1e-9;
  double low = -5;
  double high = 5;
  double left = high - kGolden * (high - low);
  double right = low + kGolden * (high - low);
  double at_left = likelihood(left);
  double at_right = likelihood(right);
  while (high - low > kNear) {
    if (at_left > at_right) {
      high = right;
      right = left;
      at_right = at_left;
      left = high - kGolden * (high - low);
      at_left = likelihood(left);
    } else {
      low = left;
      left = right;
      at_left = at_right;
      right = low + kGolden * (high - low);
      at_right = likelihood(right);
    }
  }
  return (low + high) / 2;
}

}  // namespace rfmseg
