#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace rfmseg {

/// What a column of a transaction file may mean.
enum class Field {
  order,
  customer,
  date,
  quantity,
  price,
  amount,
  stock_code,
  description,
  country,
};
inline constexpr std::size_t kFieldCount = 9;

/// The name of a field in `--columns` and in messages: `customer`, `stock_code`, ...
[[nodiscard]] std::string_view field_name(Field field);

/// Columns named by the user: field to column name. From `--columns customer=Kunde,date=Datum`.
using ColumnNames = std::map<Field, std::string>;

/// Reads `field=column,field=column`; throws UsageError for anything else.
[[nodiscard]] ColumnNames parse_column_names(std::string_view text);

/// What the user says of the files; what is left out is found out.
struct LoadOptions {
  ColumnNames columns{};
  std::optional<std::string> date_format{};  ///< as TimestampParser takes it, e.g. `%d/%m/%Y %H:%M`
  std::optional<char> decimal{};             ///< `.` or `,`
  std::string group_column{};                ///< the column to group customers by; empty for none
};

}  // namespace rfmseg
