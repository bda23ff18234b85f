#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rfm/scoring.hpp"

namespace rfmseg {

/// Computes the score that a customer would have with another value, if all others stay the same.
class WhatIf {
 public:
  /// `values` are those of all customers scored together; `customer` is an index into them.
  WhatIf(const std::vector<Amount>& values, std::size_t customer, const MetricScores& scores,
         Better better);

  [[nodiscard]] int score(Amount value) const;
  /// The rank, from 1. Among equal values the earlier customer has the lower rank.
  [[nodiscard]] std::int64_t rank(Amount value) const;
  /// The number of other customers with this value.
  [[nodiscard]] std::int64_t ties(Amount value) const;
  /// A value such that lower ones have the same score.
  [[nodiscard]] Amount floor(Amount value) const;
  /// Whether all values, including `value`, are above zero.
  [[nodiscard]] bool positive(Amount value) const;
  /// A value such that higher ones have the same score.
  [[nodiscard]] Amount ceiling(Amount value) const;

 private:
  const MetricScores& scores_;
  Better better_;
  std::size_t count_;
  std::vector<Amount> before_, after_;  ///< values of the customers before and after it, sorted
};

}  // namespace rfmseg
