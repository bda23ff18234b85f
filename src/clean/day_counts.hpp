#pragma once

#include <absl/container/flat_hash_map.h>

#include <chrono>
#include <cstdint>
#include <string>

#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// A row that is dated long after nearly all others.
struct FarRow {
  std::string file;
  std::uint64_t line = 0;
  Timestamp time{};
  Timestamp usual_last{};  ///< the day that 99.9 % of the rows do not exceed
};

/// Counts kept rows by day, to find dates far behind all others.
class DayCounts {
 public:
  /// Counts a row; fast for rows with the time of the last one.
  void add(Timestamp time, std::uint64_t line) {
    if (time == time_) {
      ++waiting_;
      return;
    }
    add_other(time, line);
  }
  /// Adds all rows of `other`: of the same file, or of another one that has ended.
  void merge(DayCounts&& other);
  /// All rows so far are those of `file`; called once per file.
  void end_file(const std::string& file);

  /// The first row with the last time, if its day is more than 60 days after the 99.9th percentile
  /// of the rows (the largest value that at least 0.1 % of the rows, or one, exceed or equal).
  [[nodiscard]] const FarRow* far_row();

 private:
  void add_other(Timestamp time, std::uint64_t line);
  void settle();

  absl::flat_hash_map<std::int32_t, std::uint64_t> days_;  ///< rows by day since 1970
  Timestamp time_ = Timestamp::min();
  Timestamp day_ = Timestamp::max();  ///< the beginning of its day
  std::uint64_t waiting_ = 0;         ///< rows of `day_` that are not in `days_`
  Timestamp last_ = Timestamp::min();
  std::uint64_t last_line_ = 0;
  FarRow far_;
};

}  // namespace rfmseg
