#pragma once

#include <Eigen/Core>
#include <vector>

#include "clv/term.hpp"
#include "rfmseg/clv/repeat_model.hpp"

namespace rfmseg {

/// The parameters of a model that are fitted, where limits bind the others. They are moved freely
/// by their coordinates: the logarithm; of the probability `p` the logit.
///
/// A limit is where two parameters grow without bound together: so customers that are all alike are
/// made of parameters so large that they hardly differ.
class FreeParameters {
 public:
  FreeParameters(RepeatModel model, RepeatLimits limits) : model_(model), limits_(limits) {}

  /// All parameters of the model, as make_buying_model() has them.
  [[nodiscard]] std::vector<double> all_at(const Eigen::VectorXd& coordinates) const;
  /// The gradient by the coordinates, given that by the logarithms of all parameters.
  void set_gradient(const Eigen::VectorXd& coordinates, const Term& term,
                    Eigen::VectorXd& gradient) const;

 private:
  RepeatModel model_;
  RepeatLimits limits_;
};

/// The coordinates of a fit.
[[nodiscard]] Eigen::VectorXd coordinates_of(const RepeatFit& fit);
/// All parameters of the model of a fit.
[[nodiscard]] std::vector<double> all_parameters(const RepeatFit& fit);

}  // namespace rfmseg
