#include "load/ids.hpp"

#include <algorithm>

#include "fold.hpp"
#include "load/blank_cell.hpp"

namespace rfmseg {
namespace {

/// Whether `0` is among ids that otherwise are numbers of another length.
bool is_zero_nobody(const Cells& customers) {
  bool zero = false;
  for (const std::string& cell : customers) {
    const std::string_view id = plain_id(cell);
    if (id == "0") {
      zero = true;
    } else if (!is_blank_cell(id) && (id.size() < 2 || !are_digits(id))) {
      return false;
    }
  }
  return zero;
}

}  // namespace

IdFormat find_id_format(const Cells& customers, const LoadOptions& options) {
  IdFormat format;
  if (options.fold_case) {
    format.fold = *options.fold_case ? IdFormat::Fold::all : IdFormat::Fold::none;
  } else if (std::ranges::any_of(customers, is_email_address)) {
    format.fold = IdFormat::Fold::email_addresses;
  }
  if (options.nobody) {
    format.nobody = *options.nobody;
    format.missing_words = false;
  } else {
    format.nobody = {"guest"};
    if (is_zero_nobody(customers)) format.nobody.emplace_back("0");
  }
  return format;
}

std::string_view without_decimals(std::string_view id) {
  const std::string_view number = id.substr(0, id.size() - 2);
  return !number.empty() && are_digits(number) ? number : id;
}

bool has_lost_digits(std::string_view id) {
  const std::size_t exponent = id.find_first_of("eE");
  if (exponent == std::string_view::npos || exponent == 0) return false;
  const std::string_view power = id.substr(exponent + 1);
  if (power.size() < 2 || power.front() != '+' || !are_digits(power.substr(1))) return false;
  return std::ranges::all_of(id.substr(0, exponent),
                             [](char c) { return is_digit(c) || c == '.' || c == ','; });
}

bool IdReader::is_nobody(std::string_view id) const {
  if (id.empty() || (format_.missing_words && is_blank_cell(id))) return true;
  return std::ranges::any_of(format_.nobody,
                             [&](const std::string& name) { return same_letters(name, id); });
}

std::string_view IdReader::folded(std::string_view id) {
  using enum IdFormat::Fold;
  const bool folds =
      format_.fold == all || (format_.fold == email_addresses && is_email_address(id));
  return folds ? folded_.emplace_back(with_lower_letters(id)) : id;
}

}  // namespace rfmseg
