#pragma once

#include <string>
#include <vector>

#include "predict/class_tree.hpp"

namespace rfmseg {

/// A leaf of a tree, and what leads to it.
struct TreeRule {
  std::string condition;  ///< `recency <= 32 and frequency > 3`; `all customers` for a root alone
  ClassTree::Node node;
};

/// `recency > 32` for the values above a cut of the column of this name; `recency <= 32` for
/// others.
[[nodiscard]] std::string branch_text(const std::string& name, double cut, bool above);

/// The rules of a tree of columns with these names, those of its left part first. `joined`: leaves
/// with the same result, which are all that is below a node, are one rule.
[[nodiscard]] std::vector<TreeRule> tree_rules(const ClassTree& tree,
                                               const std::vector<std::string>& names, bool joined);

}  // namespace rfmseg
