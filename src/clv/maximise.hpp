#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "rfmseg/clv/maximum.hpp"

namespace rfmseg {

/// A log-likelihood of the logarithms of parameters; sets its gradient.
using LogLikelihood = std::function<double(const Eigen::VectorXd& logs, Eigen::VectorXd& gradient)>;

/// A maximum of a log-likelihood, by logarithms of parameters.
struct Peak {
  Eigen::VectorXd logs;
  Eigen::VectorXd gradient;
  Eigen::MatrixXd information;  ///< the negative Hessian
  double value = 0;
  int evaluations = 0;

  /// What a Newton step would gain; infinite if the information is not positive definite.
  [[nodiscard]] double remaining_gain() const;
  /// The standard errors of the logarithms. They are very large, but not infinite, in a direction
  /// in which the likelihood is flat.
  [[nodiscard]] Eigen::VectorXd errors() const;
  /// Whether something is known of every parameter.
  [[nodiscard]] bool is_determined() const;
  /// Whether that, and no step leads higher.
  [[nodiscard]] bool is_maximum() const;
};

/// A sample of the data of a likelihood, or all of them.
struct Sampled {
  LogLikelihood likelihood;
  double weight;  ///< customers
};
/// The sizes of samples that are climbed before all data.
inline constexpr std::array<std::size_t, 3> kSampleSizes = {1'000, 10'000, 100'000};

/// The highest peak of the last of `samples`, each of which has more data than the one before. Each
/// is climbed from the peak of the one before; the first that determines every parameter
/// from all starts, of which the highest counts: by L-BFGS (LBFGS++) and, near the peak, by
/// Newton's method with a Hessian of differences of gradients.
[[nodiscard]] Peak find_peak(const std::vector<Sampled>& samples,
                             const std::vector<Eigen::VectorXd>& starts);

/// Values, standard errors and intervals of a peak's parameters. Throws DataError, with advice, if
/// it is not a maximum, or one that does not determine a parameter.
[[nodiscard]] Maximum maximum_at(const Peak& peak, std::string_view model,
                                 const std::vector<std::string_view>& names);

}  // namespace rfmseg
