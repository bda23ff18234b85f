#pragma once

#include <vector>

namespace rfmseg {

/// ((1 + x)^lambda - 1) / lambda, given ln(1 + x) (Box and Cox, An analysis of transformations,
/// JRSS B 26, 1964).
[[nodiscard]] double box_cox(double logarithm, double lambda);

/// The lambda, within +-5, of maximum likelihood for values with these logarithms; 0 if all are
/// equal.
[[nodiscard]] double likeliest_lambda(const std::vector<double>& logarithms);

}  // namespace rfmseg
