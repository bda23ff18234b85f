#include "rfm/customer_row_reader.hpp"

#include <fmt/core.h>

#include <utility>

#include "load/columns.hpp"
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
                                     const CustomerDates& dates)
    : file_(file),
      columns_(columns),
      rows_(file, columns.position, OtherColumns::skip),
      dates_(dates) {}

void CustomerRowReader::read(const Block& block, std::vector<CustomerRow>& rows) {
  rows.clear();
  rows_.start(block);
  while (rows_.next()) rows.push_back(row());
}

CustomerRow CustomerRowReader::row() const {
  if (!rows_.good()) throw DataError({file_.name(), rows_.line()}, rows_.problem());
  CustomerRow row;
  row.line = rows_.line();
  Customer& customer = row.customer;
  customer.id = plain_id(cell(CustomerColumn::customer_id));
  if (customer.id.empty()) fail(CustomerColumn::customer_id, "is not a customer id");
  if (columns_.dates) {
    customer.first_purchase = time(CustomerColumn::first_purchase);
    customer.last_purchase = time(CustomerColumn::last_purchase);
    if (customer.first_purchase > customer.last_purchase) {
      fail(CustomerColumn::first_purchase, "is after the last purchase");
    }
  }
  const bool has_recency = columns_.has(CustomerColumn::recency);
  customer.recency = has_recency ? count(CustomerColumn::recency) : kUnknownRecency;
  if (!has_recency) customer.last_purchase = time(CustomerColumn::last_purchase);
  customer.frequency = count(CustomerColumn::frequency);
  customer.monetary = amount(CustomerColumn::monetary);
  if (columns_.items) customer.items = amount(CustomerColumn::items);
  constexpr std::size_t kExtra = kCustomerColumns.size();
  for (std::size_t i = 0; i < columns_.extra; ++i) {
    row.extra.emplace_back(trimmed(rows_.field(kExtra + i)));
  }
  if (columns_.grouped) row.group = trimmed(rows_.field(kExtra + columns_.extra));
  for (const CustomerColumn column : columns_.carried) row.carried.push_back(carried_cell(column));
  return row;
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

std::int64_t CustomerRowReader::count(CustomerColumn column) const {
  const auto value = parse_decimal(cell(column));
  if (!value || value->scale != 0 || value->digits < 0)
    fail(column, "is not a whole number of 0 or more");
  return value->digits;
}

Amount CustomerRowReader::amount(CustomerColumn column) const {
  const auto value = parse_amount(cell(column));
  if (!value) fail(column, "is not a number");
  return *value;
}

Timestamp CustomerRowReader::time(CustomerColumn column) const {
  UtcOffset offset;
  const auto written = dates_.parser.parse(cell(column), offset);
  const auto value = written ? dates_.local_times.of(*written, offset) : std::nullopt;
  if (!value) fail(column, fmt::format("does not match date format {}", dates_.parser.format()));
  if (is_placeholder_date(*written)) fail(column, "is a placeholder, not a date");
  OffsetRange offsets = dates_.offsets;
  offsets.add(offset);
  if (dates_.local_times.as_written() && !offsets.one_zone()) {
    fail(column, fmt::format("has a UTC offset of another zone than the first rows (hint: {} UTC)",
                             Setting::zone));
  }
  return *value;
}

/// A cell; numbers in canonical form, so that they are the same in every output format.
std::string CustomerRowReader::carried_cell(CustomerColumn column) const {
  if (!is_number(column)) return std::string(rows_.field(static_cast<std::size_t>(column)));
  if (cell(column).empty()) return {};
  if (column == CustomerColumn::cluster_distance) return to_string(amount(column));
  return std::to_string(count(column));
}

void CustomerRowReader::fail(CustomerColumn column, std::string_view expectation) const {
  const std::string name = column_name(column);
  const std::string value = printable(cell(column));
  throw DataError(ErrorKind::invalid_value, {file_.name(), rows_.line(), name, value},
                  fmt::format("column {}: '{}' {}", name, value, expectation));
}

}  // namespace rfmseg
