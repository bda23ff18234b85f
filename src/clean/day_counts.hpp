#pragma once

#include <absl/container/flat_hash_map.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// A row that is dated long before or after nearly all others.
struct FarRow {
  std::string file;
  std::uint64_t line = 0;
  Timestamp time{};
  Timestamp usual{};  ///< the day on the other side of which 99.9 % of the rows are, or on it
};

/// Days without rows, between two with rows.
struct DayGap {
  Timestamp last_before{}, first_after{};  ///< these two
};

/// Counts kept rows by day, to find dates far from all others and times without rows.
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

  // After end_file():

  /// The first row with the last time, if its day is more than 60 days after the 99.9th percentile
  /// of the rows (the largest value that at least 0.1 % of the rows, or one, exceed or equal).
  [[nodiscard]] std::optional<FarRow> far_last();
  /// The first row with the first time, likewise before the 0.1th percentile.
  [[nodiscard]] std::optional<FarRow> far_first();
  /// The longest time without rows between these percentiles, if it is more than 60 days and more
  /// than three times as long as every other: a file may be missing.
  [[nodiscard]] std::optional<DayGap> long_gap();

 private:
  /// A time, and the first row that has it.
  struct End {
    Timestamp time;
    std::uint64_t line = 0;  ///< 0: none
    std::string file = {};
  };
  struct Usual {
    std::int32_t first, last;
  };

  void add_other(Timestamp time, std::uint64_t line);
  void settle();
  /// The days of the percentiles; nothing of few rows.
  [[nodiscard]] std::optional<Usual> usual_days();

  absl::flat_hash_map<std::int32_t, std::uint64_t> days_;  ///< rows by day since 1970
  Timestamp time_ = Timestamp::min();
  Timestamp day_ = Timestamp::max();  ///< the beginning of its day
  std::uint64_t waiting_ = 0;         ///< rows of `day_` that are not in `days_`
  End first_{Timestamp::max()}, last_{Timestamp::min()};  ///< of the file
  End first_of_all_{Timestamp::max()},
      last_of_all_{Timestamp::min()};  ///< of files that have ended
};

}  // namespace rfmseg
