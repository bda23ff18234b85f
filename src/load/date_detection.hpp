#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "load/local_times.hpp"
#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// A date format, and the formats with another order of year, month and day, if there are any.
struct DateFormat {
  TimestampParser dates;
  std::vector<TimestampParser> other_orders;
};

/// The format of `dates` as Setting::date_format parses `value`, which `dates` parses.
[[nodiscard]] std::string format_to_give(const TimestampParser& dates, std::string_view value);

/// Detects the date format of a file from some of its values: the known format that parses most.
class DateDetection {
 public:
  DateDetection();

  void add(std::string_view value, std::uint64_t line);

  /// Whether the format is determined by the values so far. It is not if all of them are valid in
  /// several orders of year, month and day.
  [[nodiscard]] bool decided() const { return best().as_good_as_best().size() <= 1; }

  /// The format. `column` is the name of the column in messages. Throws DataError, with
  /// Setting::date_format in the hint, if no known format parses any value, or several orders parse
  /// all of them.
  [[nodiscard]] DateFormat format(const std::string& file, const std::string& column) const;

  /// The UTC offsets of the values that format() parses, without placeholders.
  [[nodiscard]] OffsetRange offsets() const;

 private:
  static constexpr std::size_t kMostOrders = 3;

  struct Example {
    std::string value;
    std::uint64_t line = 0;
  };
  /// A format in one order of year, month and day.
  struct Order {
    TimestampParser dates;
    std::string_view name;  ///< `day-first`
    std::uint64_t read = 0;
    OffsetRange offsets{};
    std::optional<Example> first{};         ///< the first value that it parses
    std::array<bool, kMostOrders> beats{};  ///< whether it parses a value that order i does not
  };
  /// Formats that differ in the order only.
  struct Notation {
    std::vector<Order> orders;
    bool mixed = false;
    std::uint64_t read = 0;  ///< values that one of the orders parses

    [[nodiscard]] std::size_t best_order() const;
    /// The best order, and those that parse the same values; empty if none parses any.
    [[nodiscard]] std::vector<std::size_t> as_good_as_best() const;
    /// The number of values that speak for this notation.
    [[nodiscard]] std::uint64_t weight() const;
  };

  [[nodiscard]] const Notation& best() const;

  std::vector<Notation> notations_;  ///< if two parse as many values, the first applies
  std::optional<Example> first_;     ///< the first value that is not blank
  std::vector<std::string> unread_;  ///< values that are not blank, until a format parses one
  bool any_read_ = false;
  std::uint64_t values_ = 0;
};

}  // namespace rfmseg
