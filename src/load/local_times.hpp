#pragma once

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <string>

#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// The offsets of a file's times, as far as they were read.
class OffsetRange {
 public:
  void add(UtcOffset offset) {
    if (offset.kind != UtcOffset::Kind::written) return;
    least_ = std::min(least_, offset.minutes);
    most_ = std::max(most_, offset.minutes);
  }
  void merge(const OffsetRange& other) {
    least_ = std::min(least_, other.least_);
    most_ = std::max(most_, other.most_);
  }

  [[nodiscard]] bool empty() const { return least_ > most_; }
  /// Whether the offsets can be those of one zone: in winter and in summer.
  [[nodiscard]] bool one_zone() const { return empty() || most_ - least_ <= 60; }
  /// `-05:00`, or `-05:00 to -04:00`.
  [[nodiscard]] std::string text() const;
  /// Whether all times are in UTC.
  [[nodiscard]] bool all_utc() const { return least_ == 0 && most_ == 0; }

 private:
  int least_ = std::numeric_limits<int>::max();
  int most_ = std::numeric_limits<int>::min();
};

/// What the times of a file become that have a UTC offset, or count from 1970. Other times are
/// local already.
class LocalTimes {
 public:
  /// Times as they are written.
  LocalTimes() = default;
  /// The times of a zone of the tz database, for example `Europe/Berlin`. Throws UsageError for an
  /// unknown name.
  explicit LocalTimes(const std::string& zone);
  [[nodiscard]] static LocalTimes utc();

  [[nodiscard]] bool as_written() const { return !utc_ && !zone_; }

  /// The local time of a value; nothing outside the years 1 to 9999.
  [[nodiscard]] std::optional<Timestamp> of(Timestamp written, UtcOffset offset) const {
    if (offset.kind == UtcOffset::Kind::none || as_written()) return written;
    return converted(written, offset);
  }

 private:
  struct Zone;
  [[nodiscard]] std::optional<Timestamp> converted(Timestamp written, UtcOffset offset) const;

  bool utc_ = false;
  std::shared_ptr<const Zone> zone_;
};

/// The times of a file whose first values have these offsets: those of the zone, if it is given;
/// else as written, or UTC if the offsets are of different zones.
[[nodiscard]] LocalTimes local_times(const std::optional<std::string>& zone,
                                     const OffsetRange& offsets);

}  // namespace rfmseg
