#pragma once

#include <Eigen/Core>

namespace rfmseg {

/// The principal components of points, a column each, from their scatter matrix, which is
/// symmetric.
[[nodiscard]] Eigen::MatrixXd principal_axes(const Eigen::MatrixXd& scatter);

}  // namespace rfmseg
