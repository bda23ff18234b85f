#pragma once

#include <cmath>
#include <random>
#include <vector>

#include "rfmseg/clv/purchase_histories.hpp"

namespace rfmseg::test {

/// What customers of these parameters do: they are made as the models say, one event after another.
class Buyers {
 public:
  explicit Buyers(unsigned seed) : random_(seed) {}

  /// BG/NBD customers, observed for 60 to 100.
  std::vector<PurchaseHistory> beta_geometric(int count, double r, double alpha, double a, double b,
                                              bool modified = false) {
    std::vector<PurchaseHistory> all;
    for (int i = 0; i < count; ++i) {
      const double rate = gamma(r) / alpha;
      const double one = gamma(a);
      const double dropout = one / (one + gamma(b));
      PurchaseHistory history{.observed = 60 + 40 * unit()};
      bool alive = !modified || unit() >= dropout;
      double time = 0;
      while (alive && (time -= std::log(unit()) / rate) < history.observed) {
        ++history.repeats;
        history.last = time;
        alive = unit() >= dropout;
      }
      all.push_back(history);
    }
    return all;
  }

  /// Pareto/NBD customers.
  std::vector<PurchaseHistory> pareto(int count, double r, double alpha, double s, double beta) {
    std::vector<PurchaseHistory> all;
    for (int i = 0; i < count; ++i) {
      const double rate = gamma(r) / alpha;
      PurchaseHistory history{.observed = 60 + 40 * unit()};
      const double life = std::min(history.observed, -std::log(unit()) / (gamma(s) / beta));
      double time = 0;
      while ((time -= std::log(unit()) / rate) < life) {
        ++history.repeats;
        history.last = time;
      }
      all.push_back(history);
    }
    return all;
  }

  /// In (0, 1).
  double unit() { return std::uniform_real_distribution(1e-15, 1.0)(random_); }
  /// With the rate 1.
  double gamma(double shape) { return std::gamma_distribution(shape)(random_); }

 private:
  std::mt19937_64 random_;
};

}  // namespace rfmseg::test
