#pragma once

#include <Eigen/Core>

namespace rfmseg {

/// The principal components, one per column, for the symmetric scatter matrix of points.
[[nodiscard]] Eigen::MatrixXd principal_axes(const Eigen::MatrixXd& scatter);

}  // namespace rfmseg
