#pragma once

#include <vector>

namespace rfmseg {

/// ((1 + x)^lambda - 1) / lambda, of the logarithm of 1 + x (Box and Cox, An analysis of
/// transformations, JRSS B 26, 1964).
[[nodiscard]] double box_cox(double logarithm, double lambda);

/// The lambda, within +-5, under which the values of these logarithms are most like a normal
/// distribution; 0 when all are the same.
[[nodiscard]] double likeliest_lambda(const std::vector<double>& logarithms);

}  // namespace rfmseg
