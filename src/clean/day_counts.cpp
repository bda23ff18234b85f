#include "clean/day_counts.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace rfmseg {
namespace {

constexpr auto kFar = std::chrono::days(60);

std::int32_t day_of(Timestamp time) {
  return static_cast<std::int32_t>(
      std::chrono::floor<std::chrono::days>(time).time_since_epoch().count());
}

Timestamp start_of(std::int32_t day) {
  return std::chrono::local_days(std::chrono::days(day));
}

}  // namespace

void DayCounts::settle() {
  if (waiting_ > 0) days_[day_of(day_)] += waiting_;
  waiting_ = 0;
}

void DayCounts::add_other(Timestamp time, std::uint64_t line) {
  if (time < day_ || time - day_ >= std::chrono::days(1)) {
    settle();
    day_ = start_of_day(time);
  }
  time_ = time;
  ++waiting_;
  if (time > last_.time || (time == last_.time && line < last_.line)) last_ = {time, line};
  if (time < first_.time || (time == first_.time && line < first_.line)) first_ = {time, line};
}

void DayCounts::merge(DayCounts&& other) {
  settle();
  other.settle();
  for (const auto& [day, rows] : other.days_) days_[day] += rows;
  const auto take = [](End& mine, const End& theirs, bool later) {
    if (theirs.line == 0) return;
    const bool beyond = later ? theirs.time > mine.time : theirs.time < mine.time;
    const bool before = theirs.time == mine.time && mine.file == theirs.file &&
                        theirs.line < mine.line;  // of the same file, by another thread
    if (mine.line == 0 || beyond || before) mine = theirs;
  };
  take(last_, other.last_, true);
  take(first_, other.first_, false);
  take(last_of_all_, other.last_of_all_, true);
  take(first_of_all_, other.first_of_all_, false);
  other = {};
}

void DayCounts::end_file(const std::string& file) {
  if (last_.line > 0) {
    last_of_all_ = {last_.time, last_.line, file};
    first_of_all_ = {first_.time, first_.line, file};
  }
  settle();
  last_ = {Timestamp::min()};
  first_ = {Timestamp::max()};
  time_ = Timestamp::min();
}

std::optional<DayCounts::Usual> DayCounts::usual_days() {
  constexpr std::uint64_t kFewestRows = 20;  // of fewer, no day is usual
  settle();
  std::vector<std::pair<std::int32_t, std::uint64_t>> days(days_.begin(), days_.end());
  std::ranges::sort(days);
  std::uint64_t rows = 0;
  for (const auto& day : days) rows += day.second;
  if (rows < kFewestRows) return std::nullopt;
  // The day of the row that has so many before it.
  const auto day_after = [&](std::uint64_t before) {
    for (const auto& [day, count] : days) {
      if (before < count) return day;
      before -= count;
    }
    return days.back().first;
  };
  const std::uint64_t before_last = (rows - 1) * 999 / 1000;
  return Usual{day_after(rows - 1 - before_last), day_after(before_last)};
}

std::optional<FarRow> DayCounts::far_last() {
  const auto usual = usual_days();
  if (!usual || start_of(day_of(last_of_all_.time)) - start_of(usual->last) <= kFar) {
    return std::nullopt;
  }
  return FarRow{last_of_all_.file, last_of_all_.line, last_of_all_.time, start_of(usual->last)};
}

std::optional<FarRow> DayCounts::far_first() {
  const auto usual = usual_days();
  if (!usual || start_of(usual->first) - start_of(day_of(first_of_all_.time)) <= kFar) {
    return std::nullopt;
  }
  return FarRow{first_of_all_.file, first_of_all_.line, first_of_all_.time, start_of(usual->first)};
}

std::optional<DayGap> DayCounts::long_gap() {
  constexpr std::int32_t kTimesOthers = 3;
  const auto usual = usual_days();
  if (!usual) return std::nullopt;
  std::vector<std::int32_t> days;
  for (const auto& [day, rows] : days_) {
    if (day >= usual->first && day <= usual->last) days.push_back(day);
  }
  std::ranges::sort(days);
  std::int32_t longest = 0, next = 0, after = 0;
  for (std::size_t i = 1; i < days.size(); ++i) {
    const std::int32_t length = days[i] - days[i - 1];
    next = std::max(next, std::min(longest, length));
    if (length > longest) after = days[i];
    longest = std::max(longest, length);
  }
  if (std::chrono::days(longest) <= kFar || longest <= kTimesOthers * next) return std::nullopt;
  return DayGap{start_of(after - longest), start_of(after)};
}

}  // namespace rfmseg
