#pragma once

#include <string>
#include <vector>

namespace rfmseg::charts {

/// Places values on an axis, evenly or by their logarithms.
class Scale {
 public:
  enum class Kind { linear, log };

  /// From `least` to `most`, which are widened when they are equal; `log` needs both to be above 0.
  /// The least value is at `from`, the most at `to`.
  Scale(Kind kind, double least, double most, double from, double to);

  [[nodiscard]] double operator()(double value) const;
  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] double least() const { return least_; }
  [[nodiscard]] double most() const { return most_; }
  /// Round values within the scale, about as many as asked for: 1, 2 or 5 times a power of ten; of
  /// a logarithmic scale powers of ten, with 2 and 5 times them where there are few.
  [[nodiscard]] std::vector<double> ticks(int about = 5) const;
  /// `parts` + 1 values from least to most, as far apart on the axis.
  [[nodiscard]] std::vector<double> edges(int parts) const;

 private:
  Kind kind_;
  double least_, most_, from_, to_;
};

/// A linear scale from a round number at or below `least` to one at or above `most`.
[[nodiscard]] Scale round_scale(double least, double most, double from, double to);

/// A number short enough for an axis: `0.5`, `250`, `1.5k`, `20M`. Among others that are `step` or
/// more away from each other it has the decimals that tell them apart: `0.385`, `1.235k`.
[[nodiscard]] std::string short_number(double value, double step = 0);

}  // namespace rfmseg::charts
