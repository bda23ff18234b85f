#include "load/local_times.hpp"

#include <absl/time/time.h>
#include <fmt/core.h>

#include <cstdlib>

#include "load/placeholder_date.hpp"
#include "load/time_parts.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

std::string offset_text(int minutes) {
  const int size = std::abs(minutes);
  return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

}  // namespace

struct LocalTimes::Zone {
  absl::TimeZone zone;
};

std::string OffsetRange::text() const {
  if (empty()) return {};
  if (least_ == most_) return offset_text(least_);
  return offset_text(least_) + " to " + offset_text(most_);
}

LocalTimes::LocalTimes(const std::string& zone) {
  absl::TimeZone found;
  if (zone.empty() || !absl::LoadTimeZone(zone, &found)) {
    throw UsageError(
        fmt::format("{}: '{}' is not a time zone (for example America/New_York, "
                    "Europe/Berlin, Asia/Kolkata or UTC)",
                    Setting::zone, printable(zone)));
  }
  zone_ = std::make_shared<const Zone>(Zone{found});
}

LocalTimes LocalTimes::utc() {
  LocalTimes times;
  times.utc_ = true;
  return times;
}

std::optional<Timestamp> LocalTimes::converted(Timestamp written, UtcOffset offset) const {
  Timestamp time = written - std::chrono::minutes(offset.minutes);
  if (zone_) {
    const auto at = zone_->zone.At(absl::FromUnixSeconds(time.time_since_epoch().count()));
    time += std::chrono::seconds(at.offset);
  }
  // The day after the last purchase is a date, too.
  const auto in_years = in_range(time);
  return in_years && is_placeholder_date(*in_years) ? std::nullopt : in_years;
}

LocalTimes local_times(const std::optional<std::string>& zone, const OffsetRange& offsets) {
  if (zone) return LocalTimes(*zone);
  return offsets.one_zone() ? LocalTimes() : LocalTimes::utc();
}

}  // namespace rfmseg
