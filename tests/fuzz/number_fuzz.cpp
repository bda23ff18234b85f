#include <string>

#include "fuzz/targets.hpp"
#include "load/number.hpp"

namespace rfmseg::fuzz {
namespace {

void check(Decimal value) {
  const Amount amount = Amount::from(value);
  for (const int decimals : {0, 2}) {
    const std::string text = to_string(amount, decimals);
    require(parse_decimal(text) == value, text + " reads as it was");
    require(parse_number(text, '.')->value == value, text + " reads as it was among numbers");
  }
  require(parse_decimal(to_rounded_string(amount, Amount::kScale)) == value ||
              to_rounded_string(amount, Amount::kScale).size() > Amount::kScale + 1,
          "rounding to all decimals changes nothing");
  const auto square = multiply(value, value);
  require(!square || square->units() >= 0, "squares are not negative");
}

}  // namespace

void number(std::string_view input) {
  const auto plain = parse_decimal(input);
  if (plain) check(*plain);
  for (const char mark : {'.', ','}) {
    const auto written = parse_number(input, mark);
    if (!written) continue;
    check(written->value);
    require(written->currency.size() <= 3, "a code or a sign");
    require(!plain || mark == ',' || written->value == *plain, "plain numbers are read alike");
  }
  const auto point = parse_number(input, '.');
  require(!plain || (point && point->value == *plain), "plain numbers are numbers");
}

}  // namespace rfmseg::fuzz
