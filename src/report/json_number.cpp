#include "report/json_number.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace rfmseg {

nlohmann::ordered_json json_number(Amount amount) {
  std::string text = to_string(amount);
  const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
  constexpr int kDigitsOfDouble = 15;
  if (digits > kDigitsOfDouble) return text;
  if (text.find('.') == std::string::npos) return std::strtoll(text.c_str(), nullptr, 10);
  return std::strtod(text.c_str(), nullptr);
}

nlohmann::ordered_json json_number(const Quantile& quantile) {
  return json_number(quantile.to_amount());
}

}  // namespace rfmseg
