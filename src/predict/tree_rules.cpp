#include "predict/tree_rules.hpp"

#include <fmt/core.h>

#include <cmath>
#include <cstddef>
#include <limits>
#include <string_view>
#include <utility>

namespace rfmseg {
namespace {

/// The interval of a column along a path of the tree.
struct Between {
  double above = -std::numeric_limits<double>::infinity();
  double up_to = std::numeric_limits<double>::infinity();

  [[nodiscard]] bool is_open() const { return std::isinf(above) && std::isinf(up_to); }
};

std::string text_of(const Between& between, const std::string& name) {
  constexpr std::string_view kCountry = "country ";
  if (name.starts_with(kCountry)) {
    return fmt::format("country {} {}", std::isinf(between.up_to) ? "is" : "is not",
                       name.substr(kCountry.size()));
  }
  if (std::isinf(between.up_to)) return fmt::format("{} > {}", name, between.above);
  if (std::isinf(between.above)) return fmt::format("{} <= {}", name, between.up_to);
  return fmt::format("{} < {} <= {}", between.above, name, between.up_to);
}

class RuleWriter {
 public:
  RuleWriter(const ClassTree& tree, const std::vector<std::string>& names, bool joined)
      : tree_(tree), names_(names), joined_(joined), path_(names.size()) {}

  std::vector<TreeRule> write() {
    visit(0);
    return std::move(rules_);
  }

 private:
  /// Whether all leaves below have `best`.
  [[nodiscard]] bool is_one(std::size_t index, std::size_t best) const {
    const ClassTree::Node& node = tree_.nodes[index];
    if (node.is_leaf()) return node.best() == best;
    return is_one(node.left, best) && is_one(node.right, best);
  }

  void visit(std::size_t index) {
    const ClassTree::Node& node = tree_.nodes[index];
    if (node.is_leaf() || (joined_ && is_one(index, node.best()))) {
      rules_.push_back({condition(), node});
      return;
    }
    Between& between = path_[node.column];
    const Between before = between;
    if (before.is_open()) order_.push_back(node.column);
    between.up_to = node.cut;
    visit(node.left);
    between = before;
    between.above = node.cut;
    visit(node.right);
    between = before;
    if (before.is_open()) order_.pop_back();
  }

  [[nodiscard]] std::string condition() const {
    std::string text;
    for (const std::size_t column : order_) {
      if (!text.empty()) text += " and ";
      text += text_of(path_[column], names_[column]);
    }
    return text.empty() ? "all customers" : text;
  }

  const ClassTree& tree_;
  const std::vector<std::string>& names_;
  bool joined_;
  std::vector<Between> path_;       ///< by column
  std::vector<std::size_t> order_;  ///< columns of the path, as they were met
  std::vector<TreeRule> rules_;
};

}  // namespace

std::string branch_text(const std::string& name, double cut, bool above) {
  Between between;
  (above ? between.above : between.up_to) = cut;
  return text_of(between, name);
}

std::vector<TreeRule> tree_rules(const ClassTree& tree, const std::vector<std::string>& names,
                                 bool joined) {
  return RuleWriter(tree, names, joined).write();
}

}  // namespace rfmseg
