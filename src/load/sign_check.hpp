#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "rfmseg/load/decimal.hpp"

namespace rfmseg {

/// How a file writes what is subtracted from its amounts: a refund of 5.00 is `5.00` or `-5.00`.
/// It is subtracted either way, so this must be the same in all rows.
struct SignCount {
  std::uint64_t with_minus = 0;     ///< values with the opposite sign of what they reduce
  std::uint64_t without_minus = 0;  ///< with its sign
};

/// The signs of all terms of an amount.
class SignCheck {
 public:
  /// What the value of a subtracted term adds to an amount, with either sign. `reversed`: the
  /// amount is negative without what is subtracted, as in a row that takes back another.
  [[nodiscard]] static Amount reduction(Amount value, bool reversed) {
    return (value < Amount{}) == reversed ? Amount{} - value : value;
  }
  /// Counts the value of term `i`.
  void add(std::size_t i, Amount value, bool reversed) {
    if (value == Amount{}) return;
    if (terms_.size() <= i) terms_.resize(i + 1);
    const bool minus = (value < Amount{}) != reversed;
    ++(minus ? terms_[i].with_minus : terms_[i].without_minus);
  }

  [[nodiscard]] const std::vector<SignCount>& terms() const { return terms_; }

  SignCheck& operator+=(const SignCheck& more) {
    terms_.resize(std::max(terms_.size(), more.terms_.size()));
    for (std::size_t i = 0; i < more.terms_.size(); ++i) {
      terms_[i].with_minus += more.terms_[i].with_minus;
      terms_[i].without_minus += more.terms_[i].without_minus;
    }
    return *this;
  }

 private:
  std::vector<SignCount> terms_;
};

}  // namespace rfmseg
