#include "load/transaction_format.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <optional>

#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"
#include "load/blank_cell.hpp"
#include "load/columns.hpp"
#include "load/currency.hpp"
#include "load/date_detection.hpp"
#include "load/look_ahead.hpp"
#include "load/number.hpp"
#include "load/number_detection.hpp"
#include "load/placeholder_date.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"
#include "words.hpp"

namespace rfmseg {

namespace {

/// Of each row of the sample the first of these cells that is not blank.
Cells first_filled(const Sample& sample, const std::vector<int>& places) {
  Cells filled(sample.rows());
  for (const int place : places) {
    const Cells& cells = sample.columns[static_cast<std::size_t>(place)];
    for (std::size_t i = 0; i < filled.size(); ++i) {
      if (filled[i].empty()) filled[i] = cells[i];
    }
  }
  return filled;
}

/// See TransactionFormat::lacks_1970.
bool lack_1970(const std::vector<std::string>& dates, const TimestampParser& parser) {
  bool has_other = false;
  for (const std::string& date : dates) {
    const auto time = parser.parse(date);
    if (!time || is_placeholder_date(*time) || is_first_of_1970(*time)) continue;
    const auto since = time->time_since_epoch();
    if (since > -std::chrono::days(366) && since < std::chrono::days(366)) return false;
    has_other = true;
  }
  return has_other;
}

/// Throws DataError if the names of the columns that make an amount have different currencies.
void require_one_currency(const CsvFile& file, const std::vector<int>& places, std::size_t begin,
                          std::size_t end) {
  std::string first;
  for (std::size_t i = begin; i < end; ++i) {
    const std::string& name = file.header()[static_cast<std::size_t>(places[i])];
    const std::string currency = split_currency(name).currency;
    if (currency.empty()) continue;
    if (first.empty()) first = currency;
    if (is_same_currency(first, currency)) continue;
    throw DataError(
        ErrorKind::ambiguous_format, {file.name()},
        fmt::format("the amount is computed from columns in {} and in {}: {} (hint: {} TERMS)",
                    first, currency, printable(name), Setting::amount));
  }
}

}  // namespace

TransactionFormat find_transaction_format(CsvFile& file, const LoadOptions& options,
                                          const Layout& layout, const Sample& sample) {
  PlannedColumns planned = plan_columns(file.name(), file.header(), layout, options, sample);
  TransactionColumns& columns = planned.columns;
  const RowPlan& plan = planned.plan;
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

  // The columns to look at: of the date, of the quantity, of amounts.
  std::vector<int> places = plan.date;
  if (places.empty()) places.push_back(columns.at(Field::date));
  const std::size_t quantity = places.size();
  places.push_back(columns.at(Field::quantity));
  for (const PlacedTerm& term : plan.amount) {
    places.insert(places.end(), term.factors.begin(), term.factors.end());
  }
  if (plan.amount.empty()) places.push_back(columns.at(worth));
  const std::size_t amounts_end = places.size();
  if (plan.updated_at >= 0) places.push_back(plan.updated_at);
  std::vector<std::string> amount_columns;
  for (std::size_t i = quantity + 1; i < amounts_end; ++i) {
    amount_columns.push_back("column " +
                             printable(file.header()[static_cast<std::size_t>(places[i])]));
  }
  std::string joined;
  const auto date_of = [&](const RowReader& row) {
    if (quantity == 1) return row.field(0);
    joined.clear();
    for (std::size_t i = 0; i < quantity; ++i) {
      const std::string_view part = trimmed(row.field(i));
      if (!joined.empty() && !part.empty()) joined += ' ';
      joined += part;
    }
    return std::string_view(joined);
  };

  std::optional<TimestampParser> given_format;
  if (options.date_format) given_format.emplace(*options.date_format);
  OffsetRange offsets;  // of dates in the given format
  DateDetection dates;
  DateDetection updates;
  NumberDetection numbers(options.decimal);
  std::vector<std::string> first_dates;
  std::uint64_t looked_at = 0;
  look_ahead(file, places, [&](const RowReader& row) {
    // After the first rows, each detection receives only values that it still needs, so
    // that neither affects the other.
    const bool early = looked_at++ < kRowsToLookAt;
    const std::string_view date = date_of(row);
    if (early && (first_dates.empty() || first_dates.back() != date)) {
      first_dates.emplace_back(date);
    }
    if (given_format && early) {
      UtcOffset offset;
      const auto time = given_format->parse(date, offset);
      if (time && !is_placeholder_date(*time)) offsets.add(offset);
    } else if (!given_format && (early || !dates.decided())) {
      dates.add(trimmed(date), row.line());
    }
    if (early && plan.updated_at >= 0) updates.add(trimmed(row.field(amounts_end)), row.line());
    if (early || !numbers.decided()) {
      numbers.add_quantity(row.field(quantity), row.line(), quantity_column);
      for (std::size_t i = 0; i < amount_columns.size(); ++i) {
        numbers.add_amount(row.field(quantity + 1 + i), row.line(), amount_columns[i]);
      }
    }
    return looked_at < kRowsToLookAt || (!given_format && !dates.decided()) || !numbers.decided();
  });

  DateFormat date_format =
      given_format ? DateFormat{*given_format, {}} : dates.format(file.name(), date_column);
  if (!given_format) offsets = dates.offsets();
  const bool lacks_1970 = lack_1970(first_dates, date_format.dates);
  NumberFormat number_format = numbers.format(file.name());
  const Cells customers = first_filled(sample, plan.customer);
  require_one_currency(file, places, quantity + 1, amounts_end);
  if (number_format.currency.empty()) {
    number_format.currency =
        split_currency(file.header()[static_cast<std::size_t>(columns.at(worth))]).currency;
  }
  // Usually written as the dates are, which may decide the order of day and month.
  std::optional<TimestampParser> update_format;
  if (plan.updated_at >= 0) {
    const auto updated_at = static_cast<std::size_t>(plan.updated_at);
    const bool as_dates = std::ranges::all_of(sample.columns[updated_at], [&](const auto& cell) {
      return is_blank_cell(cell) || date_format.dates.parse(cell);
    });
    update_format =
        as_dates
            ? date_format.dates
            : updates.format(file.name(), "column " + printable(file.header()[updated_at])).dates;
  }
  const std::optional<std::string> zone =
      options.zone || layout.zone.empty() ? options.zone : layout.zone;
  return {columns,
          std::move(date_format.dates),
          std::move(date_format.other_orders),
          local_times(zone, offsets),
          std::move(number_format),
          find_id_format(customers, options),
          plan,
          plan.once.empty() ? nullptr : std::make_shared<SeenOrders>(),
          layout.cancellations,
          layout.adjustments,
          std::move(update_format),
          lacks_1970};
}

TransactionFormat find_transaction_format(CsvFile& file, const LoadOptions& options) {
  const Layout layout = choose_layout(file.name(), file.header(), options.layout);
  keep_orders_together(file, layout, options);
  return find_transaction_format(file, options, layout, take_sample(file));
}

void keep_orders_together(CsvFile& file, const Layout& layout, const LoadOptions& options) {
  const std::vector<int> places = order_places(file.header(), layout, options);
  if (!places.empty()) file.keep_together(places);
}

}  // namespace rfmseg
