#pragma once

/// \file
/// Conditions on the movement of customers, to raise an alarm.
///
///     const auto condition = rfmseg::parse_condition("At Risk>+10%");
///     if (const auto finding = rfmseg::condition_met(condition, movement)) {
///       std::cerr << *finding << '\n';  // At Risk: 605 customers, 500 before (+21.0%)
///     }

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/movement/movement.hpp"

namespace rfmseg {

/// A bound on the size of a segment, its change, the number of customers that moved from one
/// segment to another, or on how recent the data are.
struct Condition {
  /// What is compared with the bound.
  enum class Measure {
    size,     ///< number of customers after; with `to`, number of customers that moved
    change,   ///< number of customers after less number before
    percent,  ///< change in percent of the number before
    age,      ///< days since the last sale
    rows,     ///< rows that were added in a period: Freshness::rows
  };

  /// How the bound is compared: `>`, `>=`, `<`, `<=`.
  enum class Comparison { above, at_least, below, at_most };

  std::string text;                 ///< as given
  std::string segment;              ///< the segment; with `to`, the segment before
  std::optional<std::string> to{};  ///< the segment after, for `Champions->At Risk>20`
  Comparison comparison = Comparison::above;
  Measure measure = Measure::size;
  Decimal bound;

  /// Whether it is met by a Freshness instead of a Movement.
  [[nodiscard]] bool is_about_data() const {
    return measure == Measure::age || measure == Measure::rows;
  }
  [[nodiscard]] bool wants_more() const {
    return comparison == Comparison::above || comparison == Comparison::at_least;
  }
};

/// Parses a condition:
/// - `SEGMENT>N`, `SEGMENT<N`: number of customers after;
/// - `SEGMENT>+N`, `SEGMENT<-N`: change;
/// - `SEGMENT>+N%`, `SEGMENT<-N%`: change in percent;
/// - `FROM->TO>N`: number of customers that moved;
/// - `age>Nd`: days from the last sale to today (`age>2d`, or `age>2`);
/// - `rows<N`: rows that were added to a store lately: Freshness::rows;
///
/// each with `>=` and `<=`, too.
///
/// `(new)` means customers only in the second snapshot, `(gone)` those only in the first, `(all)`
/// all customers. Throws UsageError for other text.
[[nodiscard]] Condition parse_condition(std::string_view text);

/// Returns the finding if the condition is met: `At Risk: 605 customers, 583 before (+3.8%)`;
/// otherwise nothing. An increase from 0 customers exceeds any percentage. Throws UsageError, to
/// detect misspelt names, for a segment without customers in both snapshots that is not in
/// `others`, the other known segments.
[[nodiscard]] std::optional<std::string> condition_met(const Condition& condition,
                                                       const Movement& movement,
                                                       const std::vector<std::string>& others = {});

/// How recent the data of a store are.
struct Freshness {
  std::optional<std::chrono::local_days> last_sale{};  ///< nothing if there are no sales
  std::chrono::local_days today{};
  std::uint64_t rows = 0;  ///< that were added in the period
  std::string period = "in the last 20 hours";
};

/// The same for a condition that is_about_data(): `the last sale was on 2011-12-09, 3 days ago`. An
/// age without sales exceeds any number.
[[nodiscard]] std::optional<std::string> condition_met(const Condition& condition,
                                                       const Freshness& data);

}  // namespace rfmseg
