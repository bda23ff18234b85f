#include "rfmseg/rfm/id_column.hpp"

#include <limits>

#include "rfmseg/error.hpp"

namespace rfmseg {

void IdColumn::push_back(std::string_view id) {
  if (size() % kBlock == 0) starts_.push_back(characters_.size());
  const std::size_t end = characters_.size() + id.size() - starts_.back();
  if (end > std::numeric_limits<std::uint32_t>::max()) {
    throw DataError("customer ids of this length are not supported");
  }
  characters_ += id;
  ends_.push_back(static_cast<std::uint32_t>(end));
}

}  // namespace rfmseg
