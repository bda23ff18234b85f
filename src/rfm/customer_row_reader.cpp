#include "rfm/customer_row_reader.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "load/columns.hpp"
#include "load/currency.hpp"
#include "load/ids.hpp"
#include "load/placeholder_date.hpp"
#include "rfm/customer_columns.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {

CustomerFileColumns::CustomerFileColumns(const CsvFile& file, const LoadOptions& options)
    : position(find_customer_columns(file.name(), file.header(), options.columns)),
      extra(options.carried_columns.size()),
      grouped(!options.group_column.empty()),
      dates(has(CustomerColumn::first_purchase) && has(CustomerColumn::last_purchase)),
      items(has(CustomerColumn::items)) {
  for (std::size_t i = static_cast<std::size_t>(CustomerColumn::r_score);
       i < kCustomerColumns.size(); ++i) {
    if (position[i] >= 0) carried.push_back(static_cast<CustomerColumn>(i));
  }
  for (const std::string& name : options.carried_columns) {
    position.push_back(
        find_named_column(file.name(), file.header(), name, Setting::carried_columns, name));
  }
  if (grouped)
    position.push_back(find_named_column(file.name(), file.header(), options.group_column,
                                         Setting::group_column, options.group_column));
}

CustomerRowReader::CustomerRowReader(const CsvFile& file, const CustomerFileColumns& columns,
                                     const CustomerDates& dates, const NumberFormat& numbers)
    : file_(file),
      columns_(columns),
      rows_(file, columns.position, OtherColumns::skip),
      dates_(dates),
      format_(numbers),
      numbers_(file.name(), file.header(), numbers, "reads this one, but not the others") {}

CustomerRows CustomerRowReader::read(const Block& block) {
  CustomerRows rows;
  rows.table.carried.resize(columns_.carried.size());
  rows.table.extra.resize(columns_.extra);
  rows_.start(block);
  while (rows_.next()) add_row(rows);
  return rows;
}

void CustomerRowReader::add_row(CustomerRows& rows) {
  if (!rows_.good()) throw DataError({file_.name(), rows_.line()}, rows_.problem());
  rows.lines.push_back(rows_.line());
  CustomerTable& table = rows.table;
  const std::string_view id = plain_id(cell(CustomerColumn::customer_id));
  if (id.empty()) fail(CustomerColumn::customer_id, "is not a customer id");
  table.ids.push_back(id);
  if (columns_.dates) {
    table.first_purchase.push_back(time(CustomerColumn::first_purchase));
    table.last_purchase.push_back(time(CustomerColumn::last_purchase));
    if (table.first_purchase.back() > table.last_purchase.back()) {
      fail(CustomerColumn::first_purchase, "is after the last purchase");
    }
  }
  const bool has_recency = columns_.has(CustomerColumn::recency);
  table.recency.push_back(has_recency ? count(CustomerColumn::recency) : kUnknownRecency);
  if (!has_recency && !columns_.dates) {
    table.last_purchase.push_back(time(CustomerColumn::last_purchase));
  }
  table.frequency.push_back(count(CustomerColumn::frequency));
  table.monetary.push_back(amount(CustomerColumn::monetary));
  if (columns_.items) table.items.push_back(amount(CustomerColumn::items));
  constexpr std::size_t kExtra = kCustomerColumns.size();
  for (std::size_t i = 0; i < columns_.extra; ++i) {
    table.extra[i].second.push_back(trimmed(rows_.field(kExtra + i)));
  }
  if (columns_.grouped) table.groups.push_back(trimmed(rows_.field(kExtra + columns_.extra)));
  for (std::size_t i = 0; i < columns_.carried.size(); ++i) {
    add_carried(columns_.carried[i], table.carried[i].second);
  }
}

std::string_view CustomerRowReader::cell(CustomerColumn column) const {
  return trimmed(rows_.field(static_cast<std::size_t>(column)));
}

/// The name of a column in messages: the schema's if the file uses it, else the file's.
std::string CustomerRowReader::column_name(CustomerColumn column) const {
  const std::string_view own = rfmseg::column_name(column);
  if (!columns_.has(column)) return std::string(own);
  const int position = columns_.position[static_cast<std::size_t>(column)];
  const std::string& name = file_.header()[static_cast<std::size_t>(position)];
  return plain_name(name) == plain_name(own) ? std::string(own) : printable(name);
}

NumberCell CustomerRowReader::number_cell(CustomerColumn column) const {
  return {cell(column), columns_.position[static_cast<std::size_t>(column)], rows_.line()};
}

std::int64_t CustomerRowReader::count(CustomerColumn column) {
  Decimal value;
  const bool read = numbers_.read_quantity(number_cell(column), value) == Outcome::number;
  if (!read || value.scale != 0 || value.digits < 0) {
    fail(column, "is not a whole number of 0 or more");
  }
  return value.digits;
}

Amount CustomerRowReader::amount(CustomerColumn column) {
  const NumberCell number = number_cell(column);
  if (Decimal value; numbers_.read_amount(number, value) == Outcome::number) {
    if (!numbers_.currency().empty()) check_currency(column);
    return Amount::from(value);
  }
  // Sums and means may have more digits than a Decimal.
  std::string text(number.text);
  if (format_.decimal == ',') {
    for (char& c : text) {
      if (c == ',' || c == '.') c = c == ',' ? '.' : ',';
    }
  }
  const auto value = parse_amount(text);
  if (!value) fail(column, "is not a number");
  return *value;
}

/// Amounts are added, so they must have one currency.
void CustomerRowReader::check_currency(CustomerColumn column) {
  if (column != CustomerColumn::monetary) fail(column, "is not a number");
  if (!is_same_currency(numbers_.currency(), format_.currency)) {
    fail(column,
         format_.currency.empty()
             ? "has a currency, but the first rows do not"
             : fmt::format("is in another currency than most of the first rows, which are in {}",
                           format_.currency));
  }
  numbers_.forget_currency();
}

Timestamp CustomerRowReader::time(CustomerColumn column) const {
  UtcOffset offset;
  const auto written = dates_.format.dates.parse(cell(column), offset);
  const auto value = written ? dates_.local_times.of(*written, offset) : std::nullopt;
  if (!value) fail_date(column);
  if (is_placeholder_date(*written)) fail(column, "is a placeholder, not a date");
  if (dates_.local_times.as_written()) {
    OffsetRange offsets = dates_.offsets;
    offsets.add(offset);
    if (!offsets.one_zone()) {
      fail(column,
           fmt::format("has a UTC offset of another zone than the first rows (hint: {} UTC)",
                       Setting::zone));
    }
  }
  return *value;
}

/// Adds a cell; numbers in canonical form, so that they are the same in every output format.
void CustomerRowReader::add_carried(CustomerColumn column, TextColumn& cells) {
  if (!is_number(column)) return cells.push_back(rows_.field(static_cast<std::size_t>(column)));
  if (cell(column).empty()) return cells.push_back({});
  if (column == CustomerColumn::cluster_distance) return cells.push_back(to_string(amount(column)));
  cells.push_back(fmt::format_int(count(column)).c_str());
}

void CustomerRowReader::fail_date(CustomerColumn column) const {
  const std::string_view text = cell(column);
  const std::string format = dates_.format.dates.format();
  for (const TimestampParser& other : dates_.format.other_orders) {
    if (!other.parse(text)) continue;
    fail(column,
         fmt::format("is a date only in {}, but others in this file only in {} (hint: write all "
                     "dates in one order)",
                     format_to_give(other, text), format),
         ErrorKind::ambiguous_format);
  }
  fail(column,
       fmt::format("does not match date format {} (hint: {})", format, Setting::date_format));
}

void CustomerRowReader::fail(CustomerColumn column, std::string_view expectation,
                             ErrorKind kind) const {
  const std::string name = column_name(column);
  const std::string value = printable(cell(column));
  throw DataError(kind, {file_.name(), rows_.line(), name, value},
                  fmt::format("column {}: '{}' {}", name, value, expectation));
}

}  // namespace rfmseg
