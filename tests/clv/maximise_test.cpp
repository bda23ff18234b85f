#include "clv/maximise.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace rfmseg {
namespace {

using Eigen::VectorXd;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// Models are not defined for parameters that are no numbers; one of them divided by such.
TEST(FindPeak, LooksAtNumbersOnly) {
  for (const double broken_from : {-1.0, 0.5, 2.0}) {
    bool only_numbers = true;
    const LogLikelihood likelihood = [&](const VectorXd& logs, VectorXd& gradient) {
      only_numbers = only_numbers && logs.allFinite();
      gradient = -2 * (logs.array() - 3).matrix();
      if (logs[0] > broken_from) gradient[1] = kNan;
      return -(logs.array() - 3).square().sum();
    };
    const Peak peak = find_peak({{likelihood, 100}}, {VectorXd{{0.0, 0.0}}});
    EXPECT_TRUE(only_numbers) << broken_from;
    EXPECT_FALSE(peak.is_determined()) << broken_from;
  }
}

// Newton's method leaps to where a parabola has its peak.
TEST(FindPeak, LooksBetweenTheWallsOnly) {
  double farthest = 0;
  const LogLikelihood likelihood = [&](const VectorXd& logs, VectorXd& gradient) {
    farthest = std::max(farthest, logs.cwiseAbs().maxCoeff());
    gradient = VectorXd{{(1000 - logs[0]) / 1000}};
    return -(1000 - logs[0]) * (1000 - logs[0]) / 2000;
  };
  const Peak peak = find_peak({{likelihood, 1}}, {VectorXd{{0.0}}});
  EXPECT_LT(farthest, 23.001);
  EXPECT_NEAR(peak.logs[0], 23, 1e-3);
}

}  // namespace
}  // namespace rfmseg
