#include "predict/class_tree.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

namespace rfmseg {
namespace {

/// Grows one tree. The rows of a node are the same interval of each column's order, which is made
/// once.
class Growth {
 public:
  Growth(const Matrix& x, const std::vector<std::uint32_t>& classes, std::size_t class_count,
         const TreeOptions& options)
      : x_(x), classes_(classes), class_count_(class_count), options_(options), goes_left_(x.rows) {
    std::vector<std::uint32_t> rows(x.rows);
    std::iota(rows.begin(), rows.end(), 0U);
    for (std::size_t c = 0; c < x.columns; ++c) {
      order_.push_back(rows);
      std::ranges::stable_sort(order_.back(), {}, [&](std::uint32_t row) { return x(row, c); });
    }
  }

  ClassTree grow() {
    add(0, x_.rows, options_.depth);
    return std::move(tree_);
  }

 private:
  struct Split {
    std::size_t column = 0, rows_left = 0;
    double score = 0;
  };

  /// Adds a node of the rows first to last - 1, and those below it; returns its index.
  std::size_t add(std::size_t first, std::size_t last, int depth) {
    const std::size_t index = tree_.nodes.size();
    ClassTree::Node node;
    node.rows.resize(class_count_);
    for (std::size_t i = first; i < last; ++i) ++node.rows[class_at(0, i)];
    tree_.nodes.push_back(node);
    if (depth == 0) return index;
    const Split split = best_split(node.rows, first, last);
    if (split.rows_left == 0) return index;
    const std::size_t middle = first + split.rows_left;
    const double cut =
        shortest_between(value(split.column, middle - 1), value(split.column, middle));
    part(split.column, first, middle, last);
    const std::size_t left = add(first, middle, depth - 1);
    const std::size_t right = add(middle, last, depth - 1);
    ClassTree::Node& parent = tree_.nodes[index];
    parent.column = split.column;
    parent.cut = cut;
    parent.left = left;
    parent.right = right;
    return index;
  }

  [[nodiscard]] double value(std::size_t column, std::size_t i) const {
    return x_(order_[column][i], column);
  }
  [[nodiscard]] std::uint32_t class_at(std::size_t column, std::size_t i) const {
    return classes_[order_[column][i]];
  }

  /// Of all splits the one with the most squares of class counts over rows, which is the least
  /// impurity; the first of equals. No rows left of it if none makes the node purer.
  [[nodiscard]] Split best_split(const std::vector<double>& rows, std::size_t first,
                                 std::size_t last) const {
    const auto size = static_cast<double>(last - first);
    const double all_squares = std::inner_product(rows.begin(), rows.end(), rows.begin(), 0.0);
    Split best{0, 0, all_squares / size * (1 + 1e-12)};
    std::vector<double> left;
    for (std::size_t c = 0; c < x_.columns; ++c) {
      left.assign(class_count_, 0);
      double left_squares = 0;
      double right_squares = all_squares;
      for (std::size_t i = first; i + 1 < last; ++i) {
        const std::uint32_t one = class_at(c, i);
        left_squares += 2 * left[one] + 1;
        right_squares -= 2 * (rows[one] - left[one]) - 1;
        ++left[one];
        const std::size_t count = i + 1 - first;
        if (count < options_.least_leaf || last - first - count < options_.least_leaf) continue;
        if (value(c, i) == value(c, i + 1)) continue;
        const auto part = static_cast<double>(count);
        const double score = left_squares / part + right_squares / (size - part);
        if (score > best.score) best = {c, count, score};
      }
    }
    return best;
  }

  /// Puts the rows left of the split first in each column's order.
  void part(std::size_t column, std::size_t first, std::size_t middle, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) goes_left_[order_[column][i]] = i < middle;
    for (auto& order : order_) {
      const auto rows = std::span(order).subspan(first, last - first);
      std::stable_partition(rows.begin(), rows.end(),
                            [&](std::uint32_t row) { return goes_left_[row]; });
    }
  }

  const Matrix& x_;
  const std::vector<std::uint32_t>& classes_;
  std::size_t class_count_;
  TreeOptions options_;
  std::vector<std::vector<std::uint32_t>> order_;  ///< of rows by value, for each column
  std::vector<bool> goes_left_;
  ClassTree tree_;
};

}  // namespace

std::size_t ClassTree::Node::best() const {
  return static_cast<std::size_t>(std::ranges::max_element(rows) - rows.begin());
}

double ClassTree::Node::size() const {
  return std::accumulate(rows.begin(), rows.end(), 0.0);
}

const ClassTree::Node& ClassTree::leaf_of(const double* row) const {
  const Node* node = &nodes.front();
  while (!node->is_leaf()) node = &nodes[row[node->column] <= node->cut ? node->left : node->right];
  return *node;
}

ClassTree grow_tree(const Matrix& x, const std::vector<std::uint32_t>& classes,
                    std::size_t class_count, const TreeOptions& options) {
  return Growth(x, classes, class_count, options).grow();
}

double shortest_between(double low, double high) {
  const double largest = std::max({std::abs(low), std::abs(high), 1e-300});
  const int first = static_cast<int>(std::ceil(std::log10(largest)));
  for (int digits = -first; digits < 17 - first; ++digits) {
    const double power = std::pow(10, std::abs(digits));
    const double number =
        digits < 0 ? std::ceil(low / power) * power : std::ceil(low * power) / power;
    if (number >= low && number < high) return number + 0.0;  // not -0
  }
  return low;
}

}  // namespace rfmseg
