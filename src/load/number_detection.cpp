#include "load/number_detection.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "load/blank_cell.hpp"
#include "load/number.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {

namespace {

/// Whether four digits follow each other before any decimals: thousands are not separated then.
bool has_four_digits(std::string_view value) {
  constexpr int kFour = 4;
  int digits = 0;
  for (const char c : value) {
    digits = is_digit(c) ? digits + 1 : 0;
    if (digits == kFour) return true;
    if (c == '.' || c == ',') return false;
  }
  return false;
}

}  // namespace

bool differ_by_mark(std::string_view value, const WrittenNumber& with_point,
                    const WrittenNumber& with_comma) {
  return with_point.value != with_comma.value && value.find(',') != std::string_view::npos;
}

void NumberDetection::weigh(std::string_view value, const std::optional<WrittenNumber>& with_point,
                            const std::optional<WrittenNumber>& with_comma, std::uint64_t line,
                            const std::string& column) {
  if (!with_point && !with_comma) return;
  if (value.find(',') != std::string_view::npos) any_comma_ = true;
  if (has_four_digits(value)) plain_thousands_ = true;
  if (with_point && !with_comma) ++point_;
  if (with_comma && !with_point) ++comma_;
  if (with_point && with_comma && !either_ && differ_by_mark(value, *with_point, *with_comma)) {
    either_ = {std::string(value), line, column};
  }
  if (with_point && with_comma && with_point->value != with_comma->value &&
      value.find('.') != std::string_view::npos) {
    if (!dotted_) dotted_ = {std::string(value), line, column};
  }
}

void NumberDetection::add_quantity(std::string_view value, std::uint64_t line,
                                   const std::string& column) {
  if (is_blank_cell(value)) return;
  const auto number = [&](char decimal) {
    auto written = parse_number(value, decimal);
    if (written && !written->currency.empty()) written.reset();
    return written;
  };
  weigh(value, number('.'), number(','), line, column);
}

void NumberDetection::add_amount(std::string_view value, std::uint64_t line,
                                 const std::string& column) {
  if (is_blank_cell(value)) return;
  const auto with_point = parse_number(value, '.');
  const auto with_comma = parse_number(value, ',');
  weigh(value, with_point, with_comma, line, column);
  const auto& number = given_ == ',' || !with_point ? with_comma : with_point;
  if (number && !number->currency.empty()) ++currencies_[std::string(number->currency)];
}

NumberFormat NumberDetection::format(const std::string& file) const {
  if (!decided()) {
    const Example& example = *doubtful();
    const std::string value = printable(example.value);
    DataError error(ErrorKind::ambiguous_format, {file, example.line, example.column, value},
                    fmt::format("{0}: '{1}' and all other numbers could have a decimal point or a "
                                "decimal comma (hint: {2} . or {2} ,)",
                                example.column, value, Setting::decimal));
    for (const char* mark : {".", ","}) error.propose(Setting::decimal, mark);
    throw error;
  }
  NumberFormat format;
  if (given_) {
    format.decimal = *given_;
    format.reason = NumberFormat::Reason::given;
  } else if (point_ + comma_ > 0) {
    format.decimal = point_ >= comma_ ? '.' : ',';
    format.reason = NumberFormat::Reason::proven;
  }
  const auto most = std::ranges::max_element(currencies_, {},
                                             [](const auto& currency) { return currency.second; });
  if (most != currencies_.end()) format.currency = most->first;
  return format;
}

}  // namespace rfmseg
