#pragma once

namespace rfmseg {

/// exp(z) E_s(z): the integral of exp(-z v) (1 + v)^-s over v from 0 to infinity, to some 12
/// digits; s and z are above 0.
[[nodiscard]] double exponential_integral(double s, double z);

}  // namespace rfmseg
