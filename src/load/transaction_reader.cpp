#include "load/transaction_reader.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "csv/csv_file.hpp"
#include "load/columns.hpp"
#include "load/number.hpp"
#include "load/number_detection.hpp"
#include "load/transaction.hpp"
#include "load/transaction_format.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

std::vector<int> positions(const TransactionColumns& columns) {
  std::vector<int> positions(columns.position.begin(), columns.position.end());
  positions.push_back(columns.group);
  return positions;
}

}  // namespace

std::string_view plain_id(std::string_view id) {
  id = trimmed(id);
  if (id.size() > 2 && id.ends_with(".0")) {
    const std::string_view number = id.substr(0, id.size() - 2);
    const bool digits =
        std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits) return number;
  }
  return id;
}

TransactionReader::TransactionReader(const CsvFile& file, const TransactionFormat& format)
    : file_name_(file.name()),
      header_(file.header()),
      format_(format),
      rows_(file, positions(format.columns)) {}

bool TransactionReader::next() {
  if (!rows_.next()) return false;
  good_ = false;
  if (rows_.good()) {
    good_ = read_transaction();
    if (!good_ && is_header()) {
      bad_ = {BadRow::Kind::repeated_header, rows_.line(), {}, Amount{}};
    }
  } else {
    const auto line = rows_.line();
    bad_ = {BadRow::Kind::malformed, line,
            fmt::format("{}:{}: {}", file_name_, line, rows_.problem()), Amount{}};
  }
  return true;
}

bool TransactionReader::read_transaction() {
  const TransactionColumns& columns = format_.columns;
  const Field price_field = columns.worth();
  Transaction& row = transaction_;

  row.quantity = {1, 0};
  const bool has_quantity =
      !columns.has(Field::quantity) || read_number(Field::quantity, row.quantity);
  const bool has_price = read_number(price_field, row.price);
  // A line amount does not depend on the quantity.
  const bool by_line = price_field == Field::amount;
  const Decimal factor = by_line ? Decimal{1, 0} : row.quantity;
  const bool has_amount =
      (by_line || has_quantity) && has_price && multiply(factor, row.price, row.amount);

  const auto time = read_time();
  if (!time) {
    if (format_.other_order && format_.other_order->parse(field(Field::date))) {
      contradict(
          Field::date,
          fmt::format("is only a date in {0}, but others in this file only in {1} (hint: "
                      "{2} '{0}' makes the others bad rows)",
                      format_.other_order->format(), format_.dates.format(), Setting::date_format));
    }
    reject(Field::date, fmt::format("is no date in {} (hint: {})", format_.dates.format(),
                                    Setting::date_format));
    if (has_amount) bad_.amount = row.amount;
    return false;
  }
  if (!has_quantity) return reject_number(Field::quantity);
  if (!has_price) return reject_number(price_field);
  if (!has_amount) {
    return reject(price_field,
                  fmt::format("makes a line amount beyond {} or 18 decimals", kLargestLineAmount));
  }

  row.order_id = plain_id(field(Field::order));
  row.customer_id = plain_id(field(Field::customer));
  row.stock_code = trimmed(field(Field::stock_code));
  row.country = trimmed(field(Field::country));
  if (columns.group >= 0) row.group = trimmed(rows_.field(kFieldCount));
  row.time = *time;
  return true;
}

/// The fast path for numbers as programs write them; read_written_number() gives the same values.
bool TransactionReader::read_number(Field field, Decimal& number) {
  if (format_.numbers.decimal == '.' && parse_decimal(this->field(field), number)) return true;
  const auto written = read_written_number(field);
  if (written) number = *written;
  return written.has_value();
}

/// Parses the date of the row. The rows of an order have the same date, so the last one is reused.
std::optional<Timestamp> TransactionReader::read_time() {
  const std::string_view text = field(Field::date);
  if (text == last_date_ && !text.empty()) return last_time_;
  const auto time = format_.dates.parse(text);
  if (time) {
    last_date_ = text;
    last_time_ = *time;
  }
  return time;
}

bool TransactionReader::is_header() const {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const int position = format_.columns.position[i];
    if (position < 0) continue;
    if (trimmed(rows_.field(i)) != header_[static_cast<std::size_t>(position)]) return false;
  }
  return true;
}

/// Parses a quantity, price or amount in any notation.
std::optional<Decimal> TransactionReader::read_written_number(Field field) {
  const auto number = parse_number(this->field(field), format_.numbers.decimal);
  if (format_.numbers.reason != NumberFormat::Reason::given) check_mark(field, number);
  if (!number) return std::nullopt;
  const bool fits = number->currency.empty() ||
                    (field != Field::quantity && number->currency == format_.numbers.currency);
  return fits ? std::optional(number->value) : std::nullopt;
}

/// Throws DataError if the value contradicts the detected decimal mark. `number` is the value
/// parsed with this mark.
void TransactionReader::check_mark(Field field, const std::optional<WrittenNumber>& number) {
  const NumberFormat& numbers = format_.numbers;
  if (number && numbers.reason == NumberFormat::Reason::proven) return;
  const auto other = parse_number(this->field(field), numbers.other_mark());
  if (!other) return;
  if (!number) {
    contradict(field,
               fmt::format("is a number only with the decimal mark '{0}', but others in this file "
                           "are read with '{1}' (hint: {2} {0} makes the others bad rows)",
                           numbers.other_mark(), numbers.decimal, Setting::decimal));
  }
  if (differ_by_mark(this->field(field), *number, *other)) {
    contradict(field,
               fmt::format("is one number with a decimal point and another with a decimal comma, "
                           "and the first rows do not say which is right (hint: {0} . or {0} ,)",
                           Setting::decimal));
  }
}

ErrorPlace TransactionReader::place(Field field) const {
  return {file_name_, rows_.line(),
          printable(header_[static_cast<std::size_t>(format_.columns.at(field))]),
          printable(this->field(field))};
}

void TransactionReader::contradict(Field field, std::string_view problem) const {
  const ErrorPlace at = place(field);
  throw DataError(ErrorKind::ambiguous_format, at,
                  fmt::format("column {}: '{}' {}", at.column, at.value, problem));
}

bool TransactionReader::reject_number(Field field) {
  const auto number = parse_number(this->field(field), format_.numbers.decimal);
  if (number && field != Field::quantity) {
    return reject(field, format_.numbers.currency.empty()
                             ? fmt::format("is in {}, others in no currency", number->currency)
                             : fmt::format("is in {}, others in {}", number->currency,
                                           format_.numbers.currency));
  }
  return reject(
      field, format_.numbers.decimal == '.' ? "is no number" : "is no number with decimal comma");
}

bool TransactionReader::reject(Field field, std::string_view expectation) {
  const ErrorPlace at = place(field);
  bad_ = {
      BadRow::Kind::unreadable, rows_.line(),
      fmt::format("{}:{}: column {}: '{}' {}", at.file, at.line, at.column, at.value, expectation),
      Amount{}};
  return false;
}

}  // namespace rfmseg
