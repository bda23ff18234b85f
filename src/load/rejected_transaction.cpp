// What is said of a row that cannot be read, and questions about the file that only such a row
// shows.

#include <fmt/core.h>

#include <string>
#include <string_view>

#include "load/date_detection.hpp"
#include "load/digit_limit.hpp"
#include "load/transaction_reader.hpp"
#include "quoted_item.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {

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
  if (format_.dates.parse(text)) {
    const std::string& column = header_[static_cast<std::size_t>(format_.columns.at(Field::date))];
    return reject(Field::date,
                  format_.plan.date.size() > 1
                      ? "is a placeholder, not a date"
                      : fmt::format("is a placeholder, not a date (hint: {} '{}={}' drops the row)",
                                    Setting::drop, quoted_item(printable(column), "="),
                                    quoted_item(printable(text), ",=")));
  }
  for (const TimestampParser& other : format_.other_orders) {
    if (!other.parse(text)) continue;
    contradict(Field::date, fmt::format("is a date only in {0}, but others in this file only in "
                                        "{1} (hint: {2} '{0}' drops the others as unreadable)",
                                        format_to_give(other, text), format_.dates.format(),
                                        Setting::date_format));
  }
  return reject(Field::date, fmt::format("does not match date format {} (hint: {})",
                                         format_.dates.format(), Setting::date_format));
}

bool TransactionReader::reject_number(const NumberCell& cell) {
  const std::string& column = header_[static_cast<std::size_t>(cell.column)];
  return reject({file_name_, rows_.line(), printable(column), printable(cell.text)},
                number_fault(cell.text, format_.numbers.decimal == '.'
                                            ? "is not a number"
                                            : "is not a number with a decimal comma"));
}

bool TransactionReader::reject_term() {
  const std::string_view currency = layout_amount_.other_currency();
  if (currency.empty()) return reject_number(worth_cell_);
  const std::string& column = header_[static_cast<std::size_t>(worth_cell_.column)];
  return reject({file_name_, rows_.line(), printable(column), printable(worth_cell_.text)},
                fmt::format("is not in {}, like the rest of the amount", printable(currency)));
}

bool TransactionReader::reject_as(BadRow::Kind kind) {
  bad_ = {.kind = kind, .line = rows_.line(), .message = {}, .amount = {}};
  return false;
}

bool TransactionReader::reject(Field field, std::string_view expectation) {
  return reject(place(field), expectation);
}

bool TransactionReader::reject(const ErrorPlace& at, std::string_view expectation) {
  bad_ = {
      BadRow::Kind::unreadable, rows_.line(),
      fmt::format("{}:{}: column {}: '{}' {}", at.file, at.line, at.column, at.value, expectation),
      Amount{}};
  return false;
}

}  // namespace rfmseg
