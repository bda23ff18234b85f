#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// A date format, and the format with the other order of day and month, if there is one.
struct DateFormat {
  TimestampParser dates;
  std::optional<TimestampParser> other_order;
};

/// Detects the date format of a file from some of its values: the known format that parses most.
class DateDetection {
 public:
  DateDetection();

  void add(std::string_view value, std::uint64_t line);

  /// Whether the format is determined by the values so far. It is not if all of them are valid both
  /// day-first and month-first.
  [[nodiscard]] bool decided() const { return !best().ambiguous(); }

  /// The format. `column` is the name of the column in messages. Throws DataError, with
  /// Setting::date_format in the hint, if no known format parses any value, or two formats parse
  /// all of them.
  [[nodiscard]] DateFormat format(const std::string& file, const std::string& column) const;

 private:
  struct Example {
    std::string value;
    std::uint64_t line = 0;
  };
  /// One format, or two that differ in the order of day and month only.
  struct Notation {
    TimestampParser reading;
    std::optional<TimestampParser> other;
    std::uint64_t read = 0;        ///< values that one of the formats parses
    std::uint64_t only_first = 0;  ///< of these, values that only `reading` parses
    std::uint64_t only_other = 0;
    std::optional<Example> either{};  ///< the first value that both parse

    [[nodiscard]] bool ambiguous() const {
      return other && only_first == 0 && only_other == 0 && read > 0;
    }
  };

  [[nodiscard]] const Notation& best() const;

  std::vector<Notation> notations_;  ///< if two parse as many values, the first applies
  std::optional<Example> first_;     ///< the first value that is not empty
  std::uint64_t values_ = 0;
};

}  // namespace rfmseg
