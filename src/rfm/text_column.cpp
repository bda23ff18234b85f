#include "rfmseg/rfm/columns.hpp"

namespace rfmseg {

void TextColumn::append(const TextColumn& other) {
  for (const std::string_view text : other) push_back(text);
}

}  // namespace rfmseg
