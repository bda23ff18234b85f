#include "load/layout_amount.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "load/currency.hpp"

namespace rfmseg {
namespace {

using Outcome = NumberReader::Outcome;

/// The amount as a number; nothing if it has too many digits.
std::optional<Decimal> to_decimal(Amount amount) {
  Int128 digits = amount.units();
  int scale = Amount::kScale;
  constexpr int kUsual = 4;  // most amounts have no more decimals
  if (digits % power_of_ten(Amount::kScale - kUsual) == 0) {
    digits /= power_of_ten(Amount::kScale - kUsual);
    scale = kUsual;
  }
  for (; scale > 0 && digits % 10 == 0; --scale) digits /= 10;
  if (digits >= Amount::kUnitsPerOne || digits <= -Amount::kUnitsPerOne) return std::nullopt;
  return Decimal{static_cast<std::int64_t>(digits), scale};
}

}  // namespace

Outcome LayoutAmount::read(const LayoutRow& row, NumberReader& numbers, NumberCell& cell,
                           Decimal& amount) {
  Amount sum;
  bool filled = false;
  if (!currency_.empty()) currency_.clear();
  mixes_currencies_ = false;
  subtracted_.clear();
  const std::vector<PlacedTerm>& terms = row.amount();
  for (std::size_t number = 0; number < terms.size(); ++number) {
    const PlacedTerm& term = terms[number];
    Decimal product[] = {{1, 0}, {1, 0}};
    bool blank = false;
    for (std::size_t i = 0; i < term.factors.size(); ++i) {
      const NumberCell factor{row.amount_cell(term.factors[i]), term.factors[i], cell.line};
      const Outcome outcome = numbers.read_amount(factor, product[i]);
      if (const std::string_view currency = numbers.currency(); !currency.empty()) {
        if (currency_.empty()) currency_ = currency;
        mixes_currencies_ = !is_same_currency(currency, currency_);
      }
      if (outcome == Outcome::unreadable || mixes_currencies_) {
        cell = factor;
        return Outcome::unreadable;
      }
      blank = blank || outcome == Outcome::blank;
    }
    if (blank) continue;
    filled = true;
    Amount value;
    if (!multiply(product[0], product[1], value)) return Outcome::unreadable;
    if (term.subtracted) {
      subtracted_.emplace_back(number, value);
    } else {
      sum += value;
    }
  }
  if (!filled) return Outcome::blank;
  const bool reversed = sum < Amount{};
  for (const auto& [number, value] : subtracted_) {
    sum += SignCheck::reduction(value, reversed);
    if (!row.returned()) signs_.add(number, value, reversed);
  }
  if (row.not_below_zero()) sum = std::max(sum, Amount{});
  const auto result = to_decimal(sum);
  if (!result) return Outcome::unreadable;
  amount = *result;
  return Outcome::number;
}

}  // namespace rfmseg
