#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "predict/matrix.hpp"

namespace rfmseg {

/// A random forest: the mean of trees that each see 63.2 % of the rows, and a random part of the
/// columns at each split.
struct ForestOptions {
  int trees = 200;
  int depth = 12;
  int least_leaf = 5;  ///< rows in a leaf
  /// Intervals of a column between which splits are looked for. Time grows with them; the few
  /// customers that spend most need more than 64.
  int bins = 64;
  double column_share = 0.5;  ///< of the columns at each split
};

/// Trees one after another, each of which corrects those before it.
struct BoostingOptions {
  int trees = 100;
  int depth = 3;
  double rate = 0.1;
  bool classes = false;  ///< log loss of 0 and 1 rather than squared error
};

/// Trees whose values are added up, in the arithmetic of XGBoost: 32 bits.
struct TreeSum {
  struct Node {
    static constexpr std::size_t kLeaf = SIZE_MAX;

    std::size_t column = kLeaf;
    float cut = 0;                    ///< rows with a value below it go left
    std::size_t left = 0, right = 0;  ///< indices of nodes, after this one's
    float value = 0;                  ///< of a leaf
  };

  float start = 0;                       ///< what the values are added to
  bool is_logit = false;                 ///< the sum is the logit of a probability
  std::vector<std::vector<Node>> trees;  ///< the root first; none is empty

  [[nodiscard]] std::vector<double> operator()(const Matrix& of) const;
};

/// Trees that XGBoost has grown, with one thread: the same bytes for the same seed.
class TreeBooster {
 public:
  using Parameters = std::vector<std::pair<const char*, std::string>>;

  /// Throws DataError if XGBoost is not installed.
  TreeBooster(const Matrix& x, const std::vector<double>& y, const Parameters& parameters,
              int rounds);
  TreeBooster(const TreeBooster&) = delete;
  TreeBooster& operator=(const TreeBooster&) = delete;
  ~TreeBooster();

  [[nodiscard]] std::vector<double> predict(const Matrix& of) const;
  [[nodiscard]] TreeSum trees() const;

 private:
  void* handle_ = nullptr;
};

/// A forest's trees are grown by squared error, which for 0 and 1 is Gini's impurity, and its mean
/// is a probability.
[[nodiscard]] std::shared_ptr<const TreeBooster> fit_forest(const Matrix& x,
                                                            const std::vector<double>& y,
                                                            const ForestOptions& options,
                                                            std::uint64_t seed);
[[nodiscard]] std::shared_ptr<const TreeBooster> fit_boosting(const Matrix& x,
                                                              const std::vector<double>& y,
                                                              const BoostingOptions& options,
                                                              std::uint64_t seed);

}  // namespace rfmseg
