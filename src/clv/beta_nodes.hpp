#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace rfmseg {

/// Computes means over a beta distribution by the trapezoidal rule for the logit of p, which is
/// exact to some 11 digits for functions that are smooth but for a pole at a negative p, however
/// close to 0 it is, and for all parameters. (The hypergeometric functions of the literature are
/// such means. As sums they overflow, cancel, or converge slowly.)
class BetaNodes {
 public:
  BetaNodes() = default;
  BetaNodes(double a, double b);

  [[nodiscard]] double b() const { return b_; }

  /// The mean of `f`, which is called for p = 0 and p = 1, too.
  template <class F>
  [[nodiscard]] double mean(const F& f) const {
    // A straight line has a known mean. What remains is zero at both ends, however heavy they are.
    const double at_0 = f(0.0);
    const double at_1 = f(1.0);
    double sum = 0;
    for (const Node& node : nodes_) {
      sum += node.weight * (f(node.p) - at_0 * node.rest - at_1 * node.p);
    }
    return at_0 + (at_1 - at_0) * (a_ / (a_ + b_)) + sum;
  }

 private:
  struct Node {
    double p, rest;  ///< the rest is 1 - p
    double weight;
  };

  double a_ = 0, b_ = 0;
  std::vector<Node> nodes_;
};

}  // namespace rfmseg
