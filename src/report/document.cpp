#include "rfmseg/report/document.hpp"

#include <algorithm>

namespace rfmseg {

std::string grouped(std::string number) {
  const std::size_t begin = !number.empty() && number[0] == '-' ? 1 : 0;
  std::size_t at = std::min(number.find('.'), number.size());
  while (at > begin + 3) {
    at -= 3;
    number.insert(at, 1, ',');
  }
  return number;
}

}  // namespace rfmseg
