#include "cluster/principal_axes.hpp"

// In a separate source because it compiles for several seconds.
#include <Eigen/Eigenvalues>

namespace rfmseg {

Eigen::MatrixXd principal_axes(const Eigen::MatrixXd& scatter) {
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(scatter).eigenvectors();
}

}  // namespace rfmseg
