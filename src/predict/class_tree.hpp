#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "predict/matrix.hpp"

namespace rfmseg {

/// When a ClassTree stops growing.
struct TreeOptions {
  int depth = 5;
  std::size_t least_leaf = 1;  ///< rows in a leaf
};

/// A decision tree of one class or another, grown by Gini's impurity (Breiman, Friedman, Olshen and
/// Stone, Classification and regression trees, 1984).
struct ClassTree {
  struct Node {
    static constexpr std::size_t kLeaf = SIZE_MAX;

    std::size_t column = kLeaf;
    /// Rows with a value up to it go left. It is the shortest decimal number that parts the rows.
    double cut = 0;
    std::size_t left = 0, right = 0;  ///< indices of nodes, after this one's
    std::vector<double> rows;         ///< of each class
    /// The class with the most rows; of several the first.
    [[nodiscard]] std::size_t best() const;
    [[nodiscard]] double size() const;
    [[nodiscard]] bool is_leaf() const { return column == kLeaf; }
  };

  std::vector<Node> nodes;  ///< the root first

  [[nodiscard]] const Node& leaf_of(const double* row) const;
};

/// `classes` of the rows are below `class_count`.
[[nodiscard]] ClassTree grow_tree(const Matrix& x, const std::vector<std::uint32_t>& classes,
                                  std::size_t class_count, const TreeOptions& options);

/// The number with the fewest digits in [low, high).
[[nodiscard]] double shortest_between(double low, double high);

}  // namespace rfmseg
