#include "load/transaction_format.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <optional>

#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"
#include "load/columns.hpp"
#include "load/date_detection.hpp"
#include "load/look_ahead.hpp"
#include "load/number_detection.hpp"
#include "load/placeholder_date.hpp"
#include "text.hpp"
#include "words.hpp"

namespace rfmseg {
namespace {

/// Whether at least half of the order ids are numbers.
bool are_numbered(const Cells& orders) {
  const auto numbers = std::ranges::count_if(orders, [](const std::string& cell) {
    const std::string_view id = plain_id(cell);
    return !id.empty() && are_digits(id);
  });
  return numbers > 0 && numbers * 2 >= static_cast<std::ptrdiff_t>(orders.size());
}

}  // namespace

TransactionFormat find_transaction_format(CsvFile& file, const LoadOptions& options,
                                          const Sample& sample) {
  auto columns = find_transaction_columns(file.name(), file.header(), options.columns, sample);
  if (!options.group_column.empty()) {
    columns.group = find_named_column(file.name(), file.header(), options.group_column,
                                      Setting::group_column, options.group_column);
  }
  const Field worth = columns.worth;
  const auto called = [&](Field field) {
    return !columns.has(field)
               ? std::string()
               : "column " + printable(file.header()[static_cast<std::size_t>(columns.at(field))]);
  };
  const std::string date_column = called(Field::date);
  const std::string quantity_column = called(Field::quantity);
  const std::string worth_column = called(worth);

  std::optional<TimestampParser> given_format;
  if (options.date_format) given_format.emplace(*options.date_format);
  OffsetRange offsets;  // of dates in the given format
  DateDetection dates;
  NumberDetection numbers(options.decimal);
  std::uint64_t looked_at = 0;
  look_ahead(file, {columns.at(Field::date), columns.at(Field::quantity), columns.at(worth)},
             [&](const RowReader& row) {
               // After the first rows, each detection receives only values that it still needs, so
               // that neither affects the other.
               const bool early = looked_at++ < kRowsToLookAt;
               if (given_format && early) {
                 UtcOffset offset;
                 const auto time = given_format->parse(row.field(0), offset);
                 if (time && !is_placeholder_date(*time)) offsets.add(offset);
               } else if (!given_format && (early || !dates.decided())) {
                 dates.add(trimmed(row.field(0)), row.line());
               }
               if (early || !numbers.decided()) {
                 numbers.add_quantity(row.field(1), row.line(), quantity_column);
                 numbers.add_amount(row.field(2), row.line(), worth_column);
               }
               return looked_at < kRowsToLookAt || (!given_format && !dates.decided()) ||
                      !numbers.decided();
             });

  auto date_format =
      given_format ? DateFormat{*given_format, {}} : dates.format(file.name(), date_column);
  if (!given_format) offsets = dates.offsets();
  NumberFormat number_format = numbers.format(file.name());
  const auto cells = [&](Field field) {
    return columns.has(field) ? sample.columns[static_cast<std::size_t>(columns.at(field))]
                              : Cells{};
  };
  if (number_format.currency.empty()) {
    number_format.currency =
        split_currency(file.header()[static_cast<std::size_t>(columns.at(worth))]).currency;
  }
  return {columns,
          std::move(date_format.dates),
          std::move(date_format.other_orders),
          local_times(options.zone, offsets),
          std::move(number_format),
          find_id_format(cells(Field::customer), options),
          are_numbered(cells(Field::order))};
}

}  // namespace rfmseg
