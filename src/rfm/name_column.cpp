#include "rfmseg/rfm/name_column.hpp"

namespace rfmseg {

void NameColumn::push_back(std::string_view name) {
  push_index(index_of(name));
}

void NameColumn::append(const NameColumn& other) {
  std::vector<std::size_t> mine;
  mine.reserve(other.distinct_.size());
  for (const std::string& name : other.distinct_) mine.push_back(index_of(name));
  for (std::size_t i = 0; i < other.size(); ++i) push_index(mine[other.index(i)]);
}

NameColumn NameColumn::without_values() const {
  NameColumn column;
  column.distinct_ = distinct_;
  column.known_ = known_;
  return column;
}

std::size_t NameColumn::index_of(std::string_view name) {
  if (const auto found = known_.find(name); found != known_.end()) return found->second;
  const std::size_t index = distinct_.size();
  known_.emplace(name, index);
  distinct_.emplace_back(name);
  return index;
}

}  // namespace rfmseg
