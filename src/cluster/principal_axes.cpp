#include "cluster/principal_axes.hpp"

// Takes several seconds to compile, and so is alone here.
#include <Eigen/Eigenvalues>

namespace rfmseg {

Eigen::MatrixXd principal_axes(const Eigen::MatrixXd& scatter) {
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(scatter).eigenvectors();
}

}  // namespace rfmseg
