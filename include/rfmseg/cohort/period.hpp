#pragma once

/// \file
/// Weeks, months, quarters and years of the calendar.
///
///     const auto month = rfmseg::period_of(rfmseg::PeriodUnit::month, time);
///     std::cout << rfmseg::period_name(rfmseg::PeriodUnit::month, month) << '\n';  // 2011-12

#include <cstdint>
#include <string>
#include <string_view>

#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// Weeks begin on Monday (ISO 8601).
enum class PeriodUnit { week, month, quarter, year };

/// A period by its number: those of one unit follow each other.
using PeriodNumber = std::int64_t;

/// The period that contains `time`.
[[nodiscard]] PeriodNumber period_of(PeriodUnit unit, Timestamp time);
/// The first moment of a period.
[[nodiscard]] Timestamp period_start(PeriodUnit unit, PeriodNumber period);
/// Whether data whose first purchase is at `first` lack a part of its period: it is in the last
/// three quarters of it. A shop need not sell on the first day.
[[nodiscard]] bool begins_within_period(PeriodUnit unit, Timestamp first);
/// `2011-W49` (the week and its year of ISO 8601), `2011-12`, `2011-Q4`, `2011`.
[[nodiscard]] std::string period_name(PeriodUnit unit, PeriodNumber period);
/// `week`, `month`, `quarter` or `year`.
[[nodiscard]] std::string_view to_string(PeriodUnit unit);

}  // namespace rfmseg
