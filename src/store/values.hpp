#pragma once

#include <SQLiteCpp/Column.h>

#include <string>
#include <string_view>

#include "rfmseg/error.hpp"
#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// A value that no store has. Database::guarded() names the store.
class DamagedValue : public DataError {
 public:
  using DataError::DataError;
};

/// The text is valid until the statement's next step.
[[nodiscard]] std::string_view text_of(const SQLite::Column& column);
// These throw DamagedValue.
[[nodiscard]] Amount amount_of(const SQLite::Column& column);
[[nodiscard]] Decimal decimal_of(const SQLite::Column& column);
[[nodiscard]] Timestamp time_of(const SQLite::Column& column);

/// The current time in UTC: `2011-12-09T02:00:00Z`.
[[nodiscard]] std::string utc_now();

}  // namespace rfmseg
