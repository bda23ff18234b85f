#pragma once

/// \file
/// Which columns of a file are used, and how its dates and numbers are written.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/layout/layout.hpp"

namespace rfmseg {

/// The meaning of a column. A transaction file needs customer, date, and either amount or price; a
/// customer file needs customer, frequency, monetary, and either recency or last_purchase. The
/// others are optional.
enum class Field {
  order,
  customer,
  date,
  quantity,
  price,   ///< of one unit; of the whole line if the file has no quantity
  amount,  ///< of the whole line: quantity x price
  stock_code,
  description,
  country,
  currency,  ///< of the amount
  // Of customer files:
  first_purchase,
  last_purchase,
  recency,
  frequency,
  monetary,
  items,
};
/// The number of fields of transaction files, which are the first values of Field.
inline constexpr std::size_t kFieldCount = 10;

/// The name of a field in messages and for parse_column_names(): `customer`, `stock_code`, ...
[[nodiscard]] std::string_view field_name(Field field);

/// Column names given by the user, by field; `none` if the file does not have the field.
using ColumnNames = std::map<Field, std::string>;

/// Parses `field=column,field=column`, for example `customer=Kunde,date=Datum`. A column name in
/// double quotes may contain commas. Throws UsageError for other text, unknown fields, a field that
/// is given twice, and fields of transactions next to those of customer files.
[[nodiscard]] ColumnNames parse_column_names(std::string_view text);

/// How transactions and customer files are read. The defaults detect what is not given; if a file
/// is ambiguous, reading it throws DataError with the setting that resolves it.
struct LoadOptions {
  LayoutOptions layout{};                    ///< what the rows mean
  ColumnNames columns{};                     ///< default: found by their usual names
  std::optional<std::string> date_format{};  ///< see TimestampParser, for example `%d/%m/%Y %H:%M`
  std::optional<char> decimal{};             ///< the decimal mark: `.` or `,`
  /// A zone of the tz database, for example `Europe/Berlin`. Times with a UTC offset and epochs are
  /// converted to its local time. Default: as written if the offsets of a file are those of one
  /// zone (at most an hour apart), else UTC.
  std::optional<std::string> zone{};
  std::string group_column{};  ///< the column to group customers by; empty: no groups
  std::vector<std::string> carried_columns{};  ///< columns that become CustomerTable::extra
  /// Customer ids that mean no customer, in any case. Default: words for missing values, `guest`,
  /// and `0` among longer numbers.
  std::optional<std::vector<std::string>> nobody{};
  /// Whether customer ids that differ in case only are one. Default: e-mail addresses are.
  std::optional<bool> fold_case{};
};

}  // namespace rfmseg
