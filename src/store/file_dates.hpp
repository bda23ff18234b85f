#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>

#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// First and last of some dates.
struct DateRange {
  std::chrono::local_days first, last;
};

/// The dates of a file's transactions, with the line of each.
class FileDates {
 public:
  void add(Timestamp time, std::uint64_t line);

  /// Nothing if the file has no transactions.
  [[nodiscard]] std::optional<DateRange> range() const;

  /// Days without transactions next to a date.
  struct Gap {
    std::chrono::local_days date;   ///< of the file, after the gap, or before it
    std::chrono::local_days other;  ///< the date on the other side of the gap
    std::uint64_t line = 0;         ///< the first with `date`

    [[nodiscard]] std::int64_t days() const { return std::abs((date - other).count()); }
  };
  /// The first gap of more than `most` days after the dates of a store, or else before them, if
  /// the dates of the store and of the file are put together.
  [[nodiscard]] std::optional<Gap> find_gap(const DateRange& store, std::chrono::days most) const;

 private:
  std::map<std::chrono::local_days, std::uint64_t> lines_;  ///< the first line of each date
  std::optional<std::chrono::local_days> latest_;           ///< the date of the last row
};

}  // namespace rfmseg
