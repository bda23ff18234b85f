#include "inspect/column_type.hpp"

#include <algorithm>
#include <array>

#include "load/ids.hpp"
#include "load/number.hpp"
#include "text.hpp"
#include "words.hpp"

namespace rfmseg {
namespace {

/// Whether at least 90 % of the values are `such`, as in column_evidence.hpp.
template <class Such>
bool most(const Cells& values, Such such) {
  return static_cast<std::size_t>(std::ranges::count_if(values, such)) * 10 >= values.size() * 9;
}

bool is_switch(const std::string& value) {
  constexpr std::array<std::string_view, 6> kWords = {"yes", "no", "true", "false", "y", "n"};
  return std::ranges::any_of(kWords,
                             [&](std::string_view word) { return same_letters(word, value); });
}

/// A word with a digit: an id, a stock code.
bool is_code(const std::string& value) {
  return value.find(' ') == std::string::npos && std::ranges::any_of(value, is_digit);
}

/// Whether a number has only digits, except for the `.0` of spreadsheets.
bool is_whole(const std::string& value) {
  return are_digits(plain_id(value));
}

bool has_leading_zero(const std::string& value) {
  return value.size() > 1 && value.front() == '0' && are_digits(value);
}

std::string currency_of(const Cells& values) {
  for (const std::string& value : values) {
    auto number = parse_number(value, '.');
    if (!number) number = parse_number(value, ',');
    if (number && !number->currency.empty()) return std::string(number->currency);
  }
  return {};
}

}  // namespace

ColumnType find_column_type(const Cells& values) {
  if (values.empty()) return {"empty"};
  if (std::ranges::all_of(values, is_switch)) return {"yes/no"};
  if (are_email_addresses(values)) return {"e-mail"};
  if (are_numbers(values)) {
    if (std::string currency = currency_of(values); !currency.empty()) {
      return {"amount", std::move(currency)};
    }
    if (std::ranges::any_of(values, has_leading_zero)) return {"digits"};
    return {most(values, is_whole) ? "whole number" : "number"};
  }
  if (are_dates(values)) return {"date"};
  return {most(values, is_code) ? "code" : "text"};
}

}  // namespace rfmseg
