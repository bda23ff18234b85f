#include "load/transaction_reader.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "csv/csv_file.hpp"
#include "load/columns.hpp"
#include "load/date_detection.hpp"
#include "load/number.hpp"
#include "load/number_detection.hpp"
#include "load/placeholder_date.hpp"
#include "load/plain_decimal.hpp"
#include "load/transaction.hpp"
#include "load/transaction_format.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"
#include "words.hpp"

namespace rfmseg {
namespace {

std::vector<int> positions(const TransactionColumns& columns, const WantedParts& wanted) {
  std::vector<int> positions(columns.position.begin(), columns.position.end());
  const auto skip = [&](Field field) { positions[static_cast<std::size_t>(field)] = -1; };
  skip(Field::description);
  if (!wanted.stock_code) skip(Field::stock_code);
  if (!wanted.country) skip(Field::country);
  positions.push_back(columns.group);
  return positions;
}

constexpr Decimal kOne{1, 0};

}  // namespace

std::string_view without_decimals(std::string_view id) {
  const std::string_view number = id.substr(0, id.size() - 2);
  return !number.empty() && are_digits(number) ? number : id;
}

TransactionReader::TransactionReader(const CsvFile& file, const TransactionFormat& format,
                                     const WantedParts& wanted)
    : file_name_(file.name()),
      header_(file.header()),
      format_(format),
      worth_(format.columns.worth()),
      has_quantity_(format.columns.has(Field::quantity)),
      rows_(file, positions(format.columns, wanted),
            wanted.other_columns ? OtherColumns::read : OtherColumns::skip) {}

/// Parses the date of the row. The rows of an order have the same date, so the last one is reused.
inline bool TransactionReader::read_time(Timestamp& time) {
  const std::string_view text = field(Field::date);
  if (text.empty() || !same_text(text, last_date_)) {
    UtcOffset offset;
    const auto parsed = format_.dates.parse(text, offset);
    if (!parsed || is_placeholder_date(*parsed)) return false;
    const auto local = format_.local_times.of(*parsed, offset);
    if (!local) return false;
    offsets_.add(offset);
    last_date_ = text;
    last_time_ = *local;
  }
  time = last_time_;
  return true;
}

inline bool TransactionReader::read_plain_values() {
  Transaction& row = transaction_;
  row.quantity = kOne;
  return format_.numbers.decimal == '.' &&
         (!has_quantity_ || parse_plain_decimal(field(Field::quantity), row.quantity)) &&
         parse_plain_decimal(field(worth_), row.price) &&
         multiply_plain(worth_ == Field::amount ? kOne : row.quantity, row.price, row.amount) &&
         read_time(row.time);
}

bool TransactionReader::read_values() {
  Transaction& row = transaction_;
  row.quantity = kOne;
  const bool has_quantity = !has_quantity_ || read_number(Field::quantity, row.quantity);
  const bool has_price = read_number(worth_, row.price);
  // A line amount does not depend on the quantity.
  const bool by_line = worth_ == Field::amount;
  const bool has_amount = (by_line || has_quantity) && has_price &&
                          multiply(by_line ? kOne : row.quantity, row.price, row.amount);

  if (!read_time(row.time)) {
    reject_time();
    if (has_amount) bad_.amount = row.amount;
    return false;
  }
  if (!has_quantity) return reject_number(Field::quantity);
  if (!has_price) return reject_number(worth_);
  if (!has_amount) {
    return reject(worth_,
                  fmt::format("makes a line amount beyond {} or 18 decimals", kLargestLineAmount));
  }
  return true;
}

inline bool TransactionReader::read_transaction() {
  if (!read_plain_values() && !read_values()) return false;
  Transaction& row = transaction_;
  row.order_id = plain_id(field(Field::order));
  row.customer_id = plain_id(field(Field::customer));
  row.stock_code = trimmed(field(Field::stock_code));
  row.country = trimmed(field(Field::country));
  if (format_.columns.group >= 0) row.group = trimmed(rows_.field(kFieldCount));
  return true;
}

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

/// The fast path for numbers as programs write them; read_written_number() gives the same values.
bool TransactionReader::read_number(Field field, Decimal& number) {
  if (format_.numbers.decimal == '.' && parse_decimal(this->field(field), number)) return true;
  const auto written = read_written_number(field);
  if (written) number = *written;
  return written.has_value();
}

bool TransactionReader::is_header() {
  rows_.read_other_columns();
  return std::ranges::all_of(format_.columns.position, [&](int position) {
    const auto column = static_cast<std::size_t>(position);
    return position < 0 || trimmed(rows_.column(column)) == header_[column];
  });
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

bool TransactionReader::reject_time() {
  const std::string_view text = field(Field::date);
  if (format_.dates.parse(text)) return reject(Field::date, "is a placeholder, not a date");
  for (const TimestampParser& other : format_.other_orders) {
    if (!other.parse(text)) continue;
    contradict(
        Field::date,
        fmt::format("is only a date in {0}, but others in this file only in {1} (hint: "
                    "{2} '{0}' makes the others bad rows)",
                    format_to_give(other, text), format_.dates.format(), Setting::date_format));
  }
  return reject(Field::date, fmt::format("is no date in {} (hint: {})", format_.dates.format(),
                                         Setting::date_format));
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
