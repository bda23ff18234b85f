#include "load/number_reader.hpp"

#include <fmt/core.h>

#include "load/blank_cell.hpp"
#include "load/currency.hpp"
#include "load/number_detection.hpp"
#include "load/plain_decimal.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// Whether a cell is a currency without a number, as spreadsheets show nothing or zero: `$ -`.
bool is_lone_currency(std::string_view text) {
  text = trimmed(text);
  if (strip_currency(text, true).empty() && strip_currency(text, false).empty()) return false;
  return is_blank_cell(text);
}

}  // namespace

/// The fast path is for numbers as programs write them; parse() gives the same values.
NumberReader::Outcome NumberReader::read(const NumberCell& cell, Decimal& number, bool amount) {
  if (format_.decimal == '.' &&
      (parse_plain_decimal(cell.text, number) || parse_decimal(cell.text, number))) {
    return Outcome::number;
  }
  if (is_blank_cell(cell.text)) return Outcome::blank;
  const auto written = parse(cell);
  if (!written) return is_lone_currency(cell.text) ? Outcome::blank : Outcome::unreadable;
  if (!written->currency.empty()) {
    if (!amount) return Outcome::unreadable;
    if (currency_ != written->currency) currency_ = written->currency;
  }
  number = written->value;
  return Outcome::number;
}

std::optional<WrittenNumber> NumberReader::parse(const NumberCell& cell) const {
  const auto number = parse_number(cell.text, format_.decimal);
  if (format_.reason != NumberFormat::Reason::given) check_mark(cell, number);
  return number;
}

/// Throws DataError if the value contradicts the detected decimal mark. `number` is the value
/// parsed with this mark.
void NumberReader::check_mark(const NumberCell& cell,
                              const std::optional<WrittenNumber>& number) const {
  if (number && format_.reason == NumberFormat::Reason::proven) return;
  const auto other = parse_number(cell.text, format_.other_mark());
  if (!other) return;
  if (!number) {
    contradict(cell,
               fmt::format("is a number only with the decimal mark '{0}', but others in this file "
                           "are read with '{1}' (hint: {2} {0} {3})",
                           format_.other_mark(), format_.decimal, Setting::decimal, otherwise_));
  }
  if (differ_by_mark(cell.text, *number, *other)) {
    contradict(cell, fmt::format("could have a decimal point or a decimal comma, and the first "
                                 "rows do not show which (hint: {0} . or {0} ,)",
                                 Setting::decimal));
  }
}

void NumberReader::contradict(const NumberCell& cell, std::string_view problem) const {
  const ErrorPlace at{file_, cell.line, printable(header_[static_cast<std::size_t>(cell.column)]),
                      printable(cell.text)};
  throw DataError(ErrorKind::ambiguous_format, at,
                  fmt::format("column {}: '{}' {}", at.column, at.value, problem));
}

}  // namespace rfmseg
