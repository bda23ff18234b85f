#pragma once

#include <SQLiteCpp/Column.h>

#include <string>
#include <string_view>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// Valid until the statement moves on.
[[nodiscard]] std::string_view text_of(const SQLite::Column& column);
// Each throws DataError for what no store holds.
[[nodiscard]] Amount amount_of(const SQLite::Column& column);
[[nodiscard]] Decimal decimal_of(const SQLite::Column& column);
[[nodiscard]] Timestamp time_of(const SQLite::Column& column);

/// The time now, in UTC: `2011-12-09T02:00:00Z`.
[[nodiscard]] std::string utc_now();

}  // namespace rfmseg
