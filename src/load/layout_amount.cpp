#include "load/layout_amount.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

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

Outcome read_layout_amount(const LayoutRow& row, NumberReader& numbers, NumberCell& cell,
                           Decimal& amount) {
  Amount sum;
  bool filled = false;
  for (const PlacedTerm& term : row.amount()) {
    Decimal product[] = {{1, 0}, {1, 0}};
    bool blank = false;
    for (std::size_t i = 0; i < term.factors.size(); ++i) {
      const NumberCell factor{row.amount_cell(term.factors[i]), term.factors[i], cell.line};
      const Outcome outcome = numbers.read_amount(factor, product[i]);
      if (outcome == Outcome::unreadable) {
        cell = factor;
        return outcome;
      }
      blank = blank || outcome == Outcome::blank;
    }
    if (blank) continue;
    filled = true;
    Amount value;
    if (!multiply(product[0], product[1], value)) return Outcome::unreadable;
    sum = term.subtracted ? sum - value : sum + value;
  }
  if (!filled) return Outcome::blank;
  if (row.not_below_zero()) sum = std::max(sum, Amount{});
  const auto number = to_decimal(sum);
  if (!number) return Outcome::unreadable;
  amount = *number;
  return Outcome::number;
}

}  // namespace rfmseg
