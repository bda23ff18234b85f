#include "clean/day_counts.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace rfmseg {
namespace {

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
  if (time > last_ || (time == last_ && line < last_line_)) {
    last_ = time;
    last_line_ = line;
  }
}

void DayCounts::merge(DayCounts&& other) {
  settle();
  other.settle();
  for (const auto& [day, rows] : other.days_) days_[day] += rows;
  if (other.last_ > last_ || (other.last_ == last_ && other.last_line_ < last_line_)) {
    last_ = other.last_;
    last_line_ = other.last_line_;
  }
  if (other.far_.line > 0 && (far_.line == 0 || other.far_.time > far_.time)) far_ = other.far_;
  other = {};
}

void DayCounts::end_file(const std::string& file) {
  if (last_line_ > 0) far_ = {file, last_line_, last_, {}};
  settle();
  last_ = Timestamp::min();
  time_ = Timestamp::min();
}

const FarRow* DayCounts::far_row() {
  constexpr std::uint64_t kFewestRows = 20;  // of fewer, no day is usual
  constexpr auto kFar = std::chrono::days(60);
  settle();
  std::vector<std::pair<std::int32_t, std::uint64_t>> days(days_.begin(), days_.end());
  std::ranges::sort(days);
  std::uint64_t rows = 0;
  for (const auto& day : days) rows += day.second;
  if (rows < kFewestRows) return nullptr;
  std::uint64_t before = (rows - 1) * 999 / 1000;  // rows before the percentile
  for (const auto& [day, count] : days) {
    if (before < count) {
      far_.usual_last = start_of(day);
      break;
    }
    before -= count;
  }
  return start_of(day_of(far_.time)) - far_.usual_last > kFar ? &far_ : nullptr;
}

}  // namespace rfmseg
