#include "clv/exponential_integral.hpp"

#include <cmath>
#include <limits>

namespace rfmseg {
namespace {

/// Abramowitz and Stegun, 5.1.22, in the form of Press et al., Numerical Recipes, 6.3.
double continued_fraction(double s, double z) {
  double b = z + s;
  double c = std::numeric_limits<double>::max();
  double d = 1 / b;
  double fraction = d;
  for (int i = 1;; ++i) {
    const double a = -i * (s - 1 + i);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    fraction *= c * d;
    if (std::abs(c * d - 1) < 1e-15) return fraction;
  }
}

/// The trapezoidal rule for log(v), which has an error like exp(-pi^2 / step) here.
double trapezoids(double s, double z) {
  constexpr double kStep = 0.3;
  double sum = 0;
  for (double log_v = -38; z * std::exp(log_v) < 40; log_v += kStep) {
    const double v = std::exp(log_v);
    sum += kStep * std::exp(log_v - z * v - s * std::log1p(v));
  }
  return sum;
}

}  // namespace

double exponential_integral(double s, double z) {
  constexpr double kSlow = 0.01;  // The fraction takes some 20 / sqrt(z) steps.
  return z > kSlow ? continued_fraction(s, z) : trapezoids(s, z);
}

}  // namespace rfmseg
