#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/movement/movement.hpp"

namespace rfmseg {

/// A question about a movement that is answered by yes or no, such as `At Risk>+10%`.
struct Condition {
  /// What is compared with the bound.
  enum class Measure {
    size,     ///< how many customers there are
    change,   ///< how many there are more than before
    percent,  ///< the change, in percent of how many there were
  };

  std::string text;                 ///< as it was given
  std::string segment;              ///< a segment, or where customers moved from
  std::optional<std::string> to{};  ///< where they moved to, for `Champions->At Risk>20`
  bool above = true;                ///< whether it holds above the bound, or below it
  Measure measure = Measure::size;
  Decimal bound;
};

/// Reads `SEGMENT>N`, `SEGMENT<N` (customers after), `SEGMENT>+N`, `SEGMENT<-N` (change),
/// `SEGMENT>+N%`, `SEGMENT<-N%` (change in percent), or `FROM->TO>N` (customers who moved). `(new)`
/// and `(gone)` are where those come from and go to who are there once only, and how many they are;
/// `(all)` is everybody. Throws UsageError for anything else.
[[nodiscard]] Condition parse_condition(std::string_view text);

/// Whether the condition holds, and then what is so: `At Risk: 605 customers, 583 before (+3.8%)`.
/// From nobody to somebody is more than any percentage. `others` are segments that may have nobody;
/// throws UsageError for another that has nobody at either time: a name with a slip of the pen
/// would never be noticed.
[[nodiscard]] std::optional<std::string> condition_met(const Condition& condition,
                                                       const Movement& movement,
                                                       const std::vector<std::string>& others = {});

}  // namespace rfmseg
