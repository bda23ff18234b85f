#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// A format of dates, and the other one that the same characters may be, if there is one.
struct DateFormat {
  TimestampParser dates;
  std::optional<TimestampParser> other_order;
};

/// Finds the format of a file's dates from values of it: the known one that reads the most.
class DateDetection {
 public:
  DateDetection();

  void add(std::string_view value, std::uint64_t line);

  /// Whether the values so far tell the format: not when it is one with day and month side by side
  /// and all values fit both orders.
  [[nodiscard]] bool decided() const { return !best().ambiguous(); }

  /// The format. `column` is how messages call the dates' column. Throws DataError that names
  /// `--date-format` when no format reads any of the values, or two read all of them.
  [[nodiscard]] DateFormat format(const std::string& file, const std::string& column) const;

 private:
  struct Example {
    std::string value;
    std::uint64_t line = 0;
  };
  /// A way to write dates: with one reading, or with two of which the values must prove one.
  struct Notation {
    TimestampParser reading;
    std::optional<TimestampParser> other;
    std::uint64_t read = 0;        ///< values that one of the readings fits
    std::uint64_t only_first = 0;  ///< of these, the ones that prove a reading
    std::uint64_t only_other = 0;
    std::optional<Example> either{};  ///< the first that does not

    [[nodiscard]] bool ambiguous() const {
      return other && only_first == 0 && only_other == 0 && read > 0;
    }
  };

  [[nodiscard]] const Notation& best() const;

  std::vector<Notation> notations_;  ///< of two that read as many values, the first is taken
  std::optional<Example> first_;     ///< the first value that is not empty
  std::uint64_t values_ = 0;
};

}  // namespace rfmseg
